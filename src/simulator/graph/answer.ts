import type { Answer, Call } from "../operation.ts";
import { compileFilter } from "./filter.ts";

const metadata = "https://graph.microsoft.com/v1.0/$metadata";

/**
 * Answers one object of a set, such as `applications`; `$select` changes nothing.
 *
 * @param kind for a new object: its class in the directory, for the `Location` header (recorded in az's tests)
 */
export function entityAnswer(call: Call, set: string, object: { id: string }, kind?: string): Answer {
  const body = { "@odata.context": `${metadata}#${set}/$entity`, ...object };
  if (kind === undefined) return { status: 200, body };
  const directory = `https://graph.microsoft.com/v2/${call.azure.state.tenant.id}/directoryObjects`;
  return { status: 201, body, headers: { location: `${directory}/${object.id}/Microsoft.DirectoryServices.${kind}` } };
}

/** Answers those objects of a set that the query's `$filter` lets through, on one page. */
export function listAnswer({ query }: Call, set: string, objects: readonly object[]): Answer {
  const test = compileFilter(query.get("$filter"));
  return { status: 200, body: { "@odata.context": `${metadata}#${set}`, value: objects.filter(test) } };
}
