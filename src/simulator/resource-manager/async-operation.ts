import type { Answer, Call } from "../operation.ts";

/**
 * Begins an asynchronous operation: 202 with a `Location` to poll ("Track asynchronous Azure operations").
 * @param path of the results; the operation's ID is added
 * @param doneAt when it is over, in milliseconds since the epoch
 */
export function startOperation(call: Call, path: string, doneAt: number): Answer {
  const { azure, query } = call;
  const operation = { id: azure.guid(), createdAt: azure.now(), doneAt };
  azure.state.operations.push(operation);
  return accepted(`https://management.azure.com${path}/${operation.id}`, query);
}

/** 202, and where and when to ask again. */
export function accepted(url: string, query: URLSearchParams, body?: unknown): Answer {
  const location = `${url}?api-version=${query.get("api-version") ?? ""}`;
  return { status: 202, headers: { location, "retry-after": "0" }, ...(body === undefined ? {} : { body }) };
}
