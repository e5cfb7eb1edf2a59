import type { Route } from "./operation.ts";

/** A row of a route table with its path as a regular expression. */
export interface CompiledRoute {
  readonly method: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly operation: Route[2];
}

export interface RouteMatch {
  readonly operation: Route[2];
  /** Named parts of the path as sent, still percent-encoded. */
  readonly encodedParams: Record<string, string>;
}

/**
 * Compiles a route table. In a path `:name` stands for one segment, `:name{.+}` for what the expression in braces
 * matches (a scope of several segments); a slash at the end is always tolerated.
 */
export function compileRoutes(routes: readonly Route[], caseInsensitive: boolean): CompiledRoute[] {
  return routes.map(([method, path, operation]) => {
    const names: string[] = [];
    const source = path.replace(
      /:(\w+)(?:\{([^}]+)\})?|[.*+?^${}()|[\]\\]/g,
      (literal, name: string | undefined, expression: string | undefined) => {
        if (name === undefined) return `\\${literal}`;
        names.push(name);
        return `(${expression ?? "[^/]+"})`;
      },
    );
    return { method, pattern: new RegExp(`^${source}/?$`, caseInsensitive ? "i" : ""), names, operation };
  });
}

/**
 * The first row for a method and a percent-encoded path, or undefined. HEAD falls back to GET's row. Runs of slashes
 * count as one: the SDKs put a scope that begins with a slash behind a slash.
 */
export function matchRoute(routes: readonly CompiledRoute[], method: string, pathname: string): RouteMatch | undefined {
  const path = pathname.replace(/\/{2,}/g, "/");
  for (const route of routes) {
    if (route.method !== method) continue;
    const found = route.pattern.exec(path);
    if (!found) continue;
    const encodedParams = Object.fromEntries(route.names.map((name, index) => [name, found[index + 1] ?? ""]));
    return { operation: route.operation, encodedParams };
  }
  return method === "HEAD" ? matchRoute(routes, "GET", path) : undefined;
}
