import type { HttpClient, PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";

/** How long one request may take, in milliseconds. The SDK repeats one that failed, up to three times. */
const requestTimeout = 30_000;

/**
 * The HTTP client of all SDK clients of a run: a request ends when the run is stopped, and none waits for ever.
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
        return await (await client).sendRequest(request);
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        throw error;
      }
    },
  };
}
