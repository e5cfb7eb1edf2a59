import type { Answer, Call } from "../operation.ts";
import { ServiceError } from "../operation.ts";
import { compileFilter } from "./filter.ts";
import { badRequestCode } from "./filter-tokens.ts";

const metadata = "https://graph.microsoft.com/v1.0/$metadata";

/** How many objects a page of the directory has: usually, and at most ("Paging Microsoft Graph data"). */
const usualPage = 100;
const largestPage = 999;

type Shown = Record<string, unknown>;

/**
 * Answers one object of a set, such as `applications`, or those of its members that `$select` names.
 *
 * @param kind for a new object: its class in the directory, for the `Location` header (recorded in az's tests)
 */
export function entityAnswer(call: Call, set: string, object: { id: string }, kind?: string): Answer {
  refuseOptions(call, ["$select"]);
  const names = selected(call);
  const body = { "@odata.context": `${context(set, names)}/$entity`, ...only(object, names) };
  if (kind === undefined) return { status: 200, body };
  const directory = `https://graph.microsoft.com/v2/${call.azure.state.tenant.id}/directoryObjects`;
  return { status: 201, body, headers: { location: `${directory}/${object.id}/Microsoft.DirectoryServices.${kind}` } };
}

/**
 * Answers those objects of a set that the query's `$filter` lets through: `$orderby`, `$select`, `$count` and pages of
 * `$top`, with a link to the next one.
 */
export function listAnswer(call: Call, set: string, objects: readonly object[]): Answer {
  refuseOptions(call, ["$filter", "$orderby", "$select", "$count", "$top", "$skiptoken"]);
  const { query, url } = call;
  // The header `ConsistencyLevel: eventual` belongs to it and is taken for granted.
  const isAdvanced = query.get("$count") === "true";
  const found = ordered(objects.filter(compileFilter(query.get("$filter"), isAdvanced)), query.get("$orderby"));
  const names = selected(call);
  const size = pageSize(query.get("$top"));
  const start = Number(Buffer.from(query.get("$skiptoken") ?? "", "base64url").toString() || "0");
  if (!Number.isInteger(start)) throw badRequestCode("The skip token is invalid.");
  const end = start + size;
  const next = new URL(url);
  next.searchParams.set("$skiptoken", Buffer.from(String(end)).toString("base64url"));
  const body = {
    "@odata.context": context(set, names),
    ...(isAdvanced && { "@odata.count": found.length }),
    ...(end < found.length && { "@odata.nextLink": next.href.replaceAll("%24", "$") }),
    value: found.slice(start, end).map((object) => only(object, names)),
  };
  return { status: 200, body };
}

/** An object of a list that mixes kinds. */
export function typed<T extends object>(kind: string, object: T): T {
  return { "@odata.type": `#microsoft.graph.${kind}`, ...object };
}

/** Throws 501 for a query option that would else be taken and forgotten. */
function refuseOptions({ query }: Call, played: readonly string[]): void {
  const other = [...query.keys()].find((name) => name.startsWith("$") && !played.includes(name.toLowerCase()));
  if (other === undefined) return;
  throw new ServiceError(501, "NotImplemented", `This simulator does not play the query option '${other}' here.`);
}

function pageSize(top: string | null): number {
  const size = top === null ? usualPage : Number(top);
  if (Number.isInteger(size) && size >= 1 && size <= largestPage) return size;
  // The sentence is the one of the directory's service behind Graph (azure-docs, "Invalid page size").
  throw new ServiceError(
    400,
    "Request_UnsupportedQuery",
    `Invalid page size specified: '${top}'. Must be between 1 and ${largestPage} inclusive.`,
  );
}

function ordered(objects: object[], by: string | null): object[] {
  if (by === null) return objects;
  const [, name = "", direction] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(by) ?? [];
  if (name === "") throw badRequestCode(`Syntax error in '$orderby=${by}'.`);
  const sign = direction?.toLowerCase() === "desc" ? -1 : 1;
  const key = (object: object): string => String(Reflect.get(object, name) ?? "").toLowerCase();
  return objects.toSorted((a, b) => sign * key(a).localeCompare(key(b)));
}

function selected({ query }: Call): string[] | undefined {
  return query
    .get("$select")
    ?.split(",")
    .map((name) => name.trim());
}

function context(set: string, names: string[] | undefined): string {
  return `${metadata}#${set}${names === undefined ? "" : `(${names.join(",")})`}`;
}

function only(object: object, names: string[] | undefined): Shown {
  const members: [string, unknown][] = Object.entries(object);
  if (names === undefined) return Object.fromEntries(members);
  return Object.fromEntries(members.filter(([name]) => names.includes(name) || name.startsWith("@")));
}
