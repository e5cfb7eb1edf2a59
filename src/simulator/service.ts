import { Hono } from "hono";
import type { Answer, Call, Caller, Route, SimulatedAzure } from "./operation.ts";
import { ServiceError } from "./operation.ts";
import { compileRoutes, matchRoute } from "./route.ts";

/** How one service of Azure speaks HTTP: everything in which the services differ, apart from their operations. */
export interface ServiceOptions {
  /** The first row that matches wins. */
  routes: readonly Route[];
  /** Whether literal parts of a path match in any case. Named parts always keep the case in which they were sent. */
  caseInsensitive?: boolean;
  /** Who sends the request; throws the service's own 401. It comes before everything else, as in Azure. */
  authenticate(request: Request): Promise<Caller>;
  /** The service's envelope for an error. */
  errorBody(error: ServiceError): unknown;
  /** Headers of every answer, errors included. */
  headers?(request: Request): Record<string, string>;
  /** The service's words for a path or a method that it does not have. */
  noRoute?(request: Request): ServiceError;
  /** The service's words for a body that is not JSON, or a path that is not UTF-8. */
  malformed?(request: Request): ServiceError;
}

/**
 * Makes a route table an HTTP service, the only place where HTTP meets operations. JSON bodies and forms are parsed
 * (no body: `undefined`), the path's named parts and the query decoded; HEAD is answered by the row of GET where it has
 * none of its own. A `ServiceError` becomes an answer in the service's envelope. Any other error is a bug: it goes to
 * `azure.onBug` and is answered with 500, or is thrown on where nobody listens.
 */
export function createService(azure: SimulatedAzure, options: ServiceOptions): Hono {
  const routes = compileRoutes(options.routes, options.caseInsensitive ?? false);
  const app = new Hono();

  app.all("*", async (context) => {
    const request = context.req.raw;
    try {
      const caller = await options.authenticate(request);
      return write(await answer(request, caller), options.headers?.(request));
    } catch (error) {
      return write(errorAnswer(error), options.headers?.(request));
    }
  });

  async function answer(request: Request, caller: Caller): Promise<Answer> {
    const url = new URL(request.url);
    const match = matchRoute(routes, request.method, url.pathname);
    if (!match) throw options.noRoute?.(request) ?? notFound(url);
    const { operation, encodedParams } = match;
    let params: Record<string, string>;
    let body: unknown;
    try {
      params = Object.fromEntries(
        Object.entries(encodedParams).map(([name, value]) => [name, decodeURIComponent(value)]),
      );
      body = await readBody(request);
    } catch {
      throw options.malformed?.(request) ?? new ServiceError(400, "BadRequest", "The request is malformed.");
    }
    const call: Call = { azure, caller, params, query: url.searchParams, body, url };
    return await operation(call);
  }

  function errorAnswer(error: unknown): Answer {
    const known = error instanceof ServiceError ? error : bug(error);
    return { status: known.status, body: options.errorBody(known), headers: known.headers };
  }

  function bug(error: unknown): ServiceError {
    if (!azure.onBug) throw error;
    azure.onBug(error);
    return new ServiceError(500, "InternalServerError", "The simulator has a bug; see its log.");
  }

  return app;
}

async function readBody(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text === "") return undefined;
  const type = request.headers.get("content-type") ?? "";
  if (type.startsWith("application/x-www-form-urlencoded")) return Object.fromEntries(new URLSearchParams(text));
  return JSON.parse(text);
}

function write(answer: Answer, serviceHeaders: Record<string, string> | undefined): Response {
  const headers = new Headers(serviceHeaders);
  if (answer.body !== undefined) headers.set("content-type", "application/json; charset=utf-8");
  for (const [name, value] of Object.entries(answer.headers ?? {})) headers.set(name, value);
  return new Response(answer.body === undefined ? null : JSON.stringify(answer.body), {
    status: answer.status,
    headers,
  });
}

function notFound(url: URL): ServiceError {
  return new ServiceError(404, "NotFound", `The simulator does not play '${url.pathname}'.`);
}
