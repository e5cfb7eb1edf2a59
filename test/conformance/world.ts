import { isAbout, isObject, shownAt, subjectsOf, textOf, type Subject } from "./address.ts";
import type { Exchange } from "./recording.ts";

/** Who records, where: read from what the recording says, so that these identifiers stand for themselves. */
export interface Account {
  tenant: string | undefined;
  domain: string | undefined;
  subscription: string | undefined;
  /** Object ID of who calls. */
  caller: string | undefined;
  userPrincipalName: string | undefined;
  displayName: string | undefined;
  isApplication: boolean;
}

/** A thing that was there before the recording began, and what its first answer shows of it, if any does. */
export interface Found {
  subject: Subject;
  shown: Record<string, unknown> | undefined;
}

const guid = "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}";

/** Reads who recorded, and in which tenant and subscription. */
export function accountOf(exchanges: readonly Exchange[]): Account {
  const texts = exchanges.map(({ body, headers, requestBody }) => JSON.stringify([headers, requestBody, body]));
  const first = (pattern: RegExp): string | undefined => {
    for (const text of texts) {
      const found = pattern.exec(text.replaceAll(String.raw`\"`, '"'))?.[1];
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const me = exchanges.find(({ url, status }) => url.pathname.endsWith("/me") && status === 200)?.body;
  const urls = exchanges.map(({ url }) => url.pathname).join("\n");
  return {
    tenant:
      first(new RegExp(`login\\.(?:microsoftonline\\.com|windows\\.net)/(${guid})`, "i")) ??
      first(new RegExp(`"(?:tenantId|appOwnerOrganizationId)":"(${guid})"`, "i")),
    domain: first(/"publisherDomain":"([^"]+)"/),
    subscription: /\/subscriptions\/([^/\n]+)/i.exec(urls)?.[1],
    caller:
      (isObject(me) ? String(me["id"]) : undefined) ??
      first(new RegExp(`(?:[;']oid|,objectId)=(${guid})`, "i")) ??
      first(new RegExp(`"updatedBy":"(${guid})"`, "i")) ??
      first(new RegExp(`"objectId":"(${guid})"`, "i")),
    userPrincipalName:
      (isObject(me) ? String(me["userPrincipalName"]) : undefined) ??
      first(/"createdBy":"([^"]+)","createdByType":"User"/),
    displayName: isObject(me) ? String(me["displayName"]) : undefined,
    isApplication: first(/"createdByType":"(Application)"/) !== undefined,
  };
}

/**
 * Names for vaults that were made, or used, under a name that no vault can have: recorders put others in the place of
 * the true ones.
 */
export function aliasesOf(exchanges: readonly Exchange[]): [name: string, alias: string][] {
  const used = exchanges.filter(({ status }) => status < 300).flatMap(subjectsOf);
  const names = used.filter(({ kind }) => ["vault", "deletedVault", "host"].includes(kind)).map(({ name }) => name);
  const wrong = [...new Set(names)].filter((name) => !/^[a-z](?!.*--)[a-z0-9-]{1,22}[a-z0-9]$/i.test(name));
  return wrong.map((name, index) => [name, `renamed-vault-${index}`]);
}

/**
 * Finds what a recording refers to that it did not make: its first request about a thing succeeds, and is not the one
 * that makes it.
 */
export function foundBefore(exchanges: readonly Exchange[]): Found[] {
  const known = new Set<string>();
  const found: Found[] = [];
  for (const exchange of exchanges) {
    // Who is not let in learns nothing.
    if (exchange.status === 401 || exchange.status === 403) continue;
    for (const subject of subjectsOf(exchange)) {
      const { address } = subject;
      const isNew =
        !known.has(address) && !(subject.kind === "host" && known.has(`vault ${subject.name.toLowerCase()}`));
      known.add(address);
      if (subject.kind === "vault") known.add(`vault ${subject.name.toLowerCase()}`);
      if (subject.kind === "deletedVault" && known.has(`vault ${subject.name.toLowerCase()}`)) continue;
      if (subject.kind === "deletedSecret" && known.has(address.replace("/deletedsecrets/", "/secrets/"))) continue;
      if (isNew && wasThere(exchange, subject)) found.push({ subject, shown: shownAt(exchanges, subject) });
    }
    learnMade(exchange, known);
  }
  return found;
}

function wasThere(exchange: Exchange, subject: Subject): boolean {
  const { body, method, status } = exchange;
  if (status === 404) return !isAbout(exchange, subject) && !JSON.stringify(body).includes("ResourceGroupNotFound");
  if (!isAbout(exchange, subject)) return true;
  if (status >= 400) return false;
  if (method !== "PUT") return true;
  if (subject.kind === "group") return status === 200;
  const system = isObject(body) && isObject(body["systemData"]) ? body["systemData"] : {};
  return exchange.at - Date.parse(textOf(system["createdAt"])) > 120_000;
}

/** What a POST makes has its address in the answer. */
function learnMade({ body, method, status, url }: Exchange, known: Set<string>): void {
  if (method === "POST" && status === 201 && isObject(body)) {
    known.add(`${url.hostname}${url.pathname}/${String(body["id"])}`.toLowerCase());
  }
  if (method === "POST" && url.pathname === "/secrets/restore" && isObject(body)) {
    known.add(
      String(body["id"])
        .replace("https://", "")
        .replace(/\/[^/]*$/, "")
        .toLowerCase(),
    );
  }
}
