import type { Answer, Call } from "../operation.ts";
import type { AsyncOperation } from "../state.ts";

/** The longest that a client is asked to wait between two looks, in seconds: about what recordings of a purge show. */
const longestWait = 5;

/**
 * Begins an asynchronous operation: 202 with a `Location` to poll ("Track asynchronous Azure operations"), or 200 for one
 * that is over already.
 * @param path of the results; the operation's ID is added
 * @param doneAt when it is over, in milliseconds since the epoch
 */
export function startOperation(call: Call, path: string, doneAt: number): Answer {
  const { azure } = call;
  // What takes no time is done with the request itself: both a group's deletion and a purge may answer 200 at once.
  if (doneAt <= azure.now()) return { status: 200 };
  const operation = { id: azure.guid(), createdAt: azure.now(), doneAt };
  azure.state.operations.push(operation);
  return accepted(call, `${path}/${operation.id}`, operation);
}

/**
 * 202, and where and when to ask again. Never "at once": az takes a `Retry-After` of 0 for none and waits for 30 seconds
 * (azure-core's `base_polling.py`).
 */
export function accepted({ azure, query }: Call, path: string, operation: AsyncOperation, body?: unknown): Answer {
  const seconds = Math.ceil((operation.doneAt - azure.now()) / 1000);
  const headers = {
    location: `https://management.azure.com${path}?api-version=${query.get("api-version") ?? ""}`,
    "retry-after": String(Math.min(Math.max(seconds, 1), longestWait)),
  };
  return { status: 202, headers, ...(body !== undefined && { body }) };
}
