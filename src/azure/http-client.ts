import type { HttpClient, PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";

/** How long one request may take, in milliseconds. The SDK repeats one that failed, up to three times. */
const requestTimeout = 30_000;

/**
 * The HTTP client of all SDK clients of a run: a request ends when the run is stopped, none waits for ever, and an answer
 * that is not Azure's (a page of a proxy, JSON that was cut) is an error that says so.
 * @param signal ends what is under way; its reason is what the caller is thrown
 * @param carrier what carries the requests; the SDK's own client when left out
 */
export function createHttpClient(signal: AbortSignal, carrier?: HttpClient): HttpClient {
  let client = carrier === undefined ? undefined : Promise.resolve(carrier);
  return {
    async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
      client ??= import("@azure/core-rest-pipeline").then(({ createDefaultHttpClient }) => createDefaultHttpClient());
      // The SDK's own type of a signal knows less than Node's, which is what is there.
      const own = request.abortSignal instanceof AbortSignal ? [request.abortSignal] : [];
      const either = AbortSignal.any([signal, ...own]);
      // The request itself is given the signal, too: the SDK's pauses between two tries look there.
      Object.assign(request, { abortSignal: either, timeout: request.timeout || requestTimeout });
      try {
        return await readable(await (await client).sendRequest(request));
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        throw error;
      }
    },
  };
}

/**
 * An answer that the SDK can read. Its clients take it for granted that an answer is a JSON object: of any other they make
 * a TypeError, and so they do of an error without a body.
 * @throws RestError (code `PARSE_ERROR`) for a good answer that is no JSON object
 */
async function readable(response: PipelineResponse): Promise<PipelineResponse> {
  const { request, status, bodyAsText } = response;
  if (bodyAsText === undefined || isJsonObject(bodyAsText ?? "")) return response;
  const isAsked = request.method === "GET" || isOfEntra(request);
  if (status === 200 && isAsked) {
    const { RestError } = await import("@azure/core-rest-pipeline");
    const type = response.headers.get("content-type") ?? "no type";
    const message = `The answer is no JSON object (${type}): ${(bodyAsText ?? "").slice(0, 100)}`;
    throw new RestError(message, { code: RestError.PARSE_ERROR, statusCode: status, request, response });
  }
  // Entra's client reads its errors by itself.
  if (status < 400 || request.method === "HEAD" || isOfEntra(request)) return response;
  response.headers.set("content-type", "application/json");
  const message = (bodyAsText ?? "").slice(0, 200) || `status ${status} without a word`;
  return { ...response, bodyAsText: JSON.stringify({ error: { message } }) };
}

function isOfEntra({ url }: PipelineRequest): boolean {
  return new URL(url).hostname === "login.microsoftonline.com";
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}
