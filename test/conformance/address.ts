import type { Exchange } from "./recording.ts";

/** A thing that a request is about: where it is (in lower case), and of which kind. */
export interface Subject {
  kind: "group" | "vault" | "deletedVault" | "host" | "secret" | "deletedSecret" | "application" | "servicePrincipal";
  address: string;
  /** As it is spelt in the request. */
  name: string;
}

const arm = /^\/subscriptions\/[^/]+/i;
const management: readonly [Subject["kind"], RegExp][] = [
  ["group", /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)/i],
  ["vault", /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.KeyVault\/vaults\/([^/]+)/i],
  [
    "deletedVault",
    /^\/subscriptions\/[^/]+\/providers\/Microsoft\.KeyVault\/locations\/[^/]+\/deletedVaults\/([^/]+)/i,
  ],
];
const directory: readonly [Subject["kind"], RegExp][] = [
  ["application", /^\/v1\.0\/applications\/([0-9a-f-]{36})/i],
  ["servicePrincipal", /^\/v1\.0\/servicePrincipals\/([0-9a-f-]{36})/i],
];
const data: readonly [Subject["kind"], RegExp][] = [
  ["secret", /^\/secrets\/(?!restore)([^/]+)/i],
  ["deletedSecret", /^\/deletedsecrets\/([^/]+)/i],
];

/** The things in the path of a request, the outer ones first. */
export function subjectsOf({ url }: Pick<Exchange, "url">): Subject[] {
  const host = url.hostname.toLowerCase();
  const found = (patterns: readonly [Subject["kind"], RegExp][]): Subject[] =>
    patterns.flatMap(([kind, pattern]) => {
      const match = pattern.exec(url.pathname);
      return match === null ? [] : [{ kind, address: `${host}${match[0]}`.toLowerCase(), name: match[1] ?? "" }];
    });
  if (host.endsWith(".vault.azure.net")) {
    return [{ kind: "host", address: host, name: host.split(".")[0] ?? "" }, ...found(data)];
  }
  if (host === "graph.microsoft.com") return found(directory);
  return arm.test(url.pathname) ? found(management) : [];
}

/** Whether a request is about the thing itself, not about something in it. */
export function isAbout({ url }: Pick<Exchange, "url">, { address }: Subject): boolean {
  return `${url.hostname}${url.pathname}`.toLowerCase().replace(/\/$/, "") === address;
}

/** The first object that an answer of the recording shows at an address, alone or in a list; undefined where none does. */
export function shownAt(exchanges: readonly Exchange[], subject: Subject): Record<string, unknown> | undefined {
  for (const { body, status, url } of exchanges) {
    if (status >= 300 || !isObject(body)) continue;
    const objects = Array.isArray(body["value"]) ? body["value"].filter(isObject) : [body];
    const found = objects.find((each) => isIt(each, url, subject));
    if (found !== undefined) return found;
  }
  return undefined;
}

function isIt(object: Record<string, unknown>, url: URL, { kind, address }: Subject): boolean {
  const id = textOf(object["id"]).toLowerCase();
  if (id === "") return false;
  if (kind === "application" || kind === "servicePrincipal") return address.endsWith(`/${id}`) && "appId" in object;
  const full = id.startsWith("https://") ? id.replace("https://", "") : `${url.hostname}${id}`;
  if (kind === "secret") return full === address || full.startsWith(`${address}/`);
  // What lists of resources show of a vault is not what it is.
  return full === address && (kind !== "vault" || "properties" in object);
}

/** A value that is a text; empty where it is anything else. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
