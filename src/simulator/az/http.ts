import { addAbortListener } from "node:events";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { connect as connectTls, createSecureContext } from "node:tls";
import type { SecureContext, TLSSocket } from "node:tls";
import { http, https } from "../node-http.ts";
import { AzError } from "./error.ts";

export interface HttpRequest {
  method: string;
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

export interface HttpResponse {
  status: number;
  /** The reason phrase, e.g. `Not Found`. */
  reason: string;
  /** By lower-case name. */
  headers: Readonly<Record<string, string | undefined>>;
  text: string;
}

export type Send = (request: HttpRequest) => Promise<HttpResponse>;

/** What stands for a missing `Retry-After`, in seconds. */
const defaultDelay = 1;
const maxAttempts = 4;

/**
 * Makes the function that sends a request through the proxy, with a connection of its own. Throttled requests (429) are
 * repeated as az repeats them, after what `Retry-After` says. Any status is an answer; throws an `AzError` where none comes.
 *
 * @param proxy e.g. `http://127.0.0.1:40001`, with user name and password where it wants them
 * @param ca PEM of the authorities to trust in place of Node's own
 * @param signal when it is aborted, a request that is under way ends and rejects with the signal's reason
 */
export function createSend(proxy: URL, ca: string | undefined, signal?: AbortSignal): Send {
  // The authorities are read once: those of a whole system take longer than the request does.
  const trusted = createSecureContext(ca === undefined ? {} : { ca });
  return async (request) => {
    for (let attempt = 1; ; attempt++) {
      const response = await sendOnce({ proxy, trusted, signal }, request);
      if (response.status !== 429 || attempt === maxAttempts) return response;
      await wait(delayOf(response), signal);
    }
  };
}

/** Waits for so many milliseconds; rejects at once with the signal's reason when that is aborted. */
export async function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(milliseconds, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
}

/** How long an answer's `Retry-After` asks to wait, in milliseconds. */
export function delayOf(response: HttpResponse): number {
  const seconds = Number(response.headers["retry-after"] ?? defaultDelay);
  return (Number.isFinite(seconds) ? seconds : defaultDelay) * 1000;
}

/** The way to a host. */
interface Way {
  proxy: URL;
  trusted: SecureContext;
  signal: AbortSignal | undefined;
}

async function sendOnce(way: Way, { method, url, headers, body }: HttpRequest): Promise<HttpResponse> {
  const target = new URL(url);
  const socket = await tunnel(way, target);
  return await new Promise((resolve, reject) => {
    const request = https.request(target, {
      method,
      // Without an agent: Node would let one make its own connection, past the tunnel.
      createConnection: () => socket,
      headers: {
        ...headers,
        host: target.host,
        connection: "close",
        ...(body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }),
      },
    });
    request.on("error", (error) => reject(failure(way, target, error.message)));
    request.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("error", (error) => reject(failure(way, target, error.message)));
      response.on("end", () => {
        const names = Object.entries(response.headers).map(([name, value]) => [name, value?.toString()]);
        resolve({
          status: response.statusCode ?? 0,
          reason: response.statusMessage ?? "",
          headers: Object.fromEntries(names),
          text,
        });
      });
    });
    request.end(body);
  });
}

/** Opens a TLS connection to a host through the proxy's CONNECT. */
async function tunnel(way: Way, target: URL): Promise<TLSSocket> {
  const { proxy, trusted, signal } = way;
  const socket = await new Promise<Socket>((resolve, reject) => {
    const authority = `${target.hostname}:${target.port || 443}`;
    const request = http.request({
      host: proxy.hostname,
      port: proxy.port,
      method: "CONNECT",
      path: authority,
      agent: false,
      headers: credentialHeader(proxy),
      ...(signal && { signal }),
    });
    request.on("error", (error) => reject(failure(way, target, error.message)));
    request.on("connect", (response, connected) => {
      if (response.statusCode === 200) return resolve(connected);
      connected.destroy();
      reject(unreachable(target, `Tunnel connection failed: ${response.statusCode} ${response.statusMessage}`));
    });
    request.on("response", (response) => {
      response.resume();
      reject(unreachable(target, `Tunnel connection failed: ${response.statusCode} ${response.statusMessage}`));
    });
    request.end();
  });
  return await new Promise((resolve, reject) => {
    const secured = connectTls({ socket, servername: target.hostname, secureContext: trusted });
    const listener = signal && addAbortListener(signal, () => secured.destroy(new Error("stopped")));
    secured.once("secureConnect", () => resolve(secured));
    secured.once("error", (error) => reject(failure(way, target, error.message)));
    secured.once("close", () => listener?.[Symbol.dispose]());
  });
}

/** What a proxy that wants a credential is told, from its address. */
function credentialHeader({ username, password }: URL): Record<string, string> {
  if (username === "") return {};
  const credential = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(credential).toString("base64")}` };
}

/** Why no answer came: the command is to end, or Azure cannot be reached. */
function failure({ signal }: Way, target: URL, why: string): unknown {
  return signal?.aborted ? signal.reason : unreachable(target, why);
}

/** What az says where no answer comes; its libraries' words for a proxy that refuses, for anything else the host and the reason. */
export function unreachable(target: URL, why: string): AzError {
  return new AzError(
    why.startsWith("Tunnel")
      ? `('Unable to connect to proxy', OSError('${why}'))`
      : `HTTPSConnectionPool(host='${target.hostname}', port=443): Max retries exceeded with url: ${target.pathname}${target.search} ` +
          `(Caused by ProxyError('Unable to connect to proxy', OSError('${why}')))`,
  );
}
