import type { Answer, Call, Caller, Route, SimulatedAzure } from "./operation.ts";
import { ServiceError } from "./operation.ts";
import { compileRoutes, matchRoute } from "./route.ts";

/** A request over HTTP, as far as a service looks at it: a `Request` of the web's `fetch` is one. */
export interface ServiceRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** An answer over HTTP; the names of headers are in lower case. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One service of Azure. */
export interface Service {
  answer(request: ServiceRequest): Promise<HttpAnswer>;
  /** The same with the words of the web's `fetch`, for whoever calls it without a network. */
  request(url: string, init?: RequestInit): Promise<Response>;
}

/** How one service of Azure speaks HTTP: everything in which the services differ, apart from their operations. */
export interface ServiceOptions {
  /** The first row that matches wins. */
  routes: readonly Route[];
  /** Whether literal parts of a path match in any case. Named parts always keep the case in which they were sent. */
  caseInsensitive?: boolean;
  /** Who sends the request; throws the service's own 401. It comes before everything else, as in Azure. */
  authenticate(request: ServiceRequest): Promise<Caller>;
  /** The service's envelope for an error. */
  errorBody(error: ServiceError): unknown;
  /** Headers of every answer, errors included. */
  headers?(request: ServiceRequest): Record<string, string>;
  /** The service's words for a path or a method that it does not have. */
  noRoute?(request: ServiceRequest): ServiceError;
  /** The service's words for a body that is not JSON, or a path that is not UTF-8. */
  malformed?(request: ServiceRequest): ServiceError;
}

/**
 * Makes a route table an HTTP service, the only place where HTTP meets operations. JSON bodies and forms are parsed
 * (no body: `undefined`), the path's named parts and the query decoded; HEAD is answered by the row of GET where it has
 * none of its own. A `ServiceError` becomes an answer in the service's envelope. Any other error is a bug: it goes to
 * `azure.onBug` and is answered with 500, or is thrown on where nobody listens.
 */
export function createService(azure: SimulatedAzure, options: ServiceOptions): Service {
  const routes = compileRoutes(options.routes, options.caseInsensitive ?? false);

  async function answer(request: ServiceRequest): Promise<HttpAnswer> {
    let answered: Answer;
    try {
      answered = await operate(request, await options.authenticate(request));
    } catch (error) {
      answered = errorAnswer(error);
    }
    return write(request, answered, options.headers?.(request));
  }

  async function operate(request: ServiceRequest, caller: Caller): Promise<Answer> {
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

  return {
    answer,
    async request(url, init) {
      const { status, headers, body } = await answer(new Request(url, init));
      return new Response(body === "" ? null : body, { status, headers });
    },
  };
}

async function readBody(request: ServiceRequest): Promise<unknown> {
  const text = await request.text();
  if (text === "") return undefined;
  const type = request.headers.get("content-type") ?? "";
  if (type.startsWith("application/x-www-form-urlencoded")) return Object.fromEntries(new URLSearchParams(text));
  return JSON.parse(text);
}

function write({ method }: ServiceRequest, answer: Answer, serviceHeaders: Record<string, string> = {}): HttpAnswer {
  const { status, body, headers } = answer;
  const type = body === undefined ? {} : { "content-type": "application/json; charset=utf-8" };
  return {
    status,
    headers: { ...serviceHeaders, ...type, ...headers },
    body: body === undefined || method === "HEAD" ? "" : JSON.stringify(body),
  };
}

function notFound(url: URL): ServiceError {
  return new ServiceError(404, "NotFound", `The simulator does not play '${url.pathname}'.`);
}
