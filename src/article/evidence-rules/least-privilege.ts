import type { RequestEvidence } from "../evidence.ts";
import type { EvidenceRule } from "../finding.ts";
import { grantedBy } from "../rules/permission.ts";

/**
 * Permissions that the article grants to its application and none of the application's requests has used. Which request
 * needs which permission: Key Vault's REST reference, such as "This operation requires the
 * secrets/get permission".
 */
export const leastPrivilege: EvidenceRule = {
  id: "least-privilege",
  title: "More permissions are granted than the program uses",
  find({ fences, path }, { requests }) {
    const used = new Set(requests.filter(({ by, status }) => by === "application" && status < 400).map(permissionFor));
    if (used.size === 0) return [];
    return fences.flatMap(({ commands }) =>
      commands.flatMap(({ text, firstLine: line }) =>
        [...grantedBy(text)].flatMap(([kind, names]) => {
          const unused = names.filter((name) => !used.has(`${kind} ${name}`));
          if (unused.length === 0) return [];
          return [
            {
              severity: "note" as const,
              file: path,
              line,
              evidence: `For ${kind}s the command grants ${unused.join(", ")}, which no request of the program has used.`,
              remedy: "Grant only what the program uses.",
            },
          ];
        }),
      ),
    );
  },
};

const byMethod: Readonly<Record<string, string>> = { GET: "get", PUT: "set", PATCH: "set", DELETE: "delete" };
const keyOperations = new Set([
  "encrypt",
  "decrypt",
  "sign",
  "verify",
  "wrapkey",
  "unwrapkey",
  "create",
  "import",
  "rotate",
]);

/** The permission that a request needs, such as `secret get`; empty for what is none of a vault's objects. */
function permissionFor({ method, url }: RequestEvidence): string {
  const [collection = "", name, ...rest] = new URL(url).pathname
    .toLowerCase()
    .split("/")
    .filter((part) => part !== "");
  const kind = /^(?:deleted)?(secret|key|certificate)s$/.exec(collection)?.[1];
  if (kind === undefined) return "";
  const verb = rest.at(-1) ?? "";
  if (collection.startsWith("deleted")) {
    if (method === "DELETE") return `${kind} purge`;
    return `${kind} ${verb === "recover" ? "recover" : name === undefined ? "list" : "get"}`;
  }
  if (verb === "backup" || name === "restore") return `${kind} ${verb === "backup" ? "backup" : "restore"}`;
  if (kind === "key" && keyOperations.has(verb)) return `${kind} ${verb}`;
  if (method === "GET" && (name === undefined || verb === "versions")) return `${kind} list`;
  const does = byMethod[method] ?? "";
  return `${kind} ${kind !== "secret" && does === "set" ? "update" : does}`;
}
