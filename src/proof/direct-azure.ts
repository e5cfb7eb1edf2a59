import type { HttpClient } from "@azure/core-rest-pipeline";
import { unreachable, type Send } from "../simulator/az/http.ts";
import type { HttpAnswer, ServiceRequest } from "../simulator/service.ts";
import type { SimulatorInMemory } from "../simulator/simulator.ts";

/** What one request is made of, wherever it comes from. */
interface RequestParts {
  method: string;
  url: string;
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

/** A request as the simulator's services see it. Names of headers are in lower case. */
export function serviceRequest({ method, url, headers, body }: RequestParts): ServiceRequest {
  return { method, url, headers: { get: (name) => headers[name.toLowerCase()] ?? null }, text: async () => body };
}

/** Carries the requests of the SDK's clients to a simulator of this process, without a network. */
export function directHttpClient(simulator: Pick<SimulatorInMemory, "answer">): HttpClient {
  return {
    async sendRequest(request) {
      const { createHttpHeaders } = await import("@azure/core-rest-pipeline");
      const headers = request.headers.toJSON();
      const body = typeof request.body === "string" ? request.body : "";
      const parts = { method: request.method, url: request.url, headers, body };
      const { status, headers: answered, body: text } = await simulator.answer(serviceRequest(parts));
      return { request, status, headers: createHttpHeaders(answered), bodyAsText: text };
    },
  };
}

/** Carries the requests of the built-in az to a simulator of this process, without a network. */
export function directSend(simulator: Pick<SimulatorInMemory, "answer">): Send {
  return async ({ method, url, headers = {}, body = "" }) => {
    const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const answer: HttpAnswer = await simulator.answer(serviceRequest({ method, url, headers: named, body }));
    if (answer.status === 502) throw unreachable(new URL(url), "Tunnel connection failed: 502 Bad Gateway");
    return { status: answer.status, reason: "", headers: answer.headers, text: answer.body };
  };
}
