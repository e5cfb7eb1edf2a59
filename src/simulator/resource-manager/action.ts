/** What a request wants to do, in the words of Azure RBAC, and where. */
export interface Wish {
  /** E.g. `Microsoft.KeyVault/vaults/write`; types are spelt as they were sent. */
  action: string;
  /** The ID of the resource, or of what a collection lies in. */
  scope: string;
}

const verbs: Readonly<Record<string, string>> = {
  GET: "read",
  HEAD: "read",
  PUT: "write",
  PATCH: "write",
  DELETE: "delete",
};

/**
 * The action that a request needs ("Azure resource provider operations"): the types in its path with `read`, `write` or
 * `delete`; for a POST, whose last segment says what to do, with `action`.
 *
 * @param path decoded, beginning with `/subscriptions/…`
 */
export function wishOf(method: string, path: string): Wish {
  const segments = path.split("/").filter((segment) => segment !== "");
  const provider = segments.findLastIndex((segment) => segment.toLowerCase() === "providers");
  const namespace = provider === -1 ? undefined : segments[provider + 1];
  // Without a namespace, and for a provider itself, the type is one of Resource Manager's own.
  const own = namespace === undefined || segments.length === provider + 2;
  const chain = own ? segments : segments.slice(provider + 2);
  const types = chain.filter((_, index) => index % 2 === 0);
  const isCollection = chain.length % 2 === 1;

  const type = [own ? "Microsoft.Resources" : namespace, ...types].join("/");
  const outer = isCollection ? segments.slice(0, !own && chain.length === 1 ? provider : -1) : segments;
  return { action: `${type}/${verbOf(method, types.at(-1))}`, scope: `/${outer.join("/")}` };
}

function verbOf(method: string, type: string | undefined): string {
  // Asking whether a name is free is a POST that changes nothing.
  if (type?.toLowerCase() === "checknameavailability") return "read";
  return verbs[method] ?? "action";
}
