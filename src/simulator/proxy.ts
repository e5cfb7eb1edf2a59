import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { ServerCertificate } from "./certificate.ts";
import { systemError } from "./error.ts";
import { requestFrom } from "./incoming.ts";
import { http, https } from "./node-http.ts";
import type { HttpAnswer, ServiceRequest } from "./service.ts";

/** One request that reached the proxy: no headers, no body. */
export interface RequestRecord {
  method: string;
  host: string;
  /** With the query, as sent. Empty for a tunnel that was refused. */
  path: string;
  status: number;
}

export interface ProxyOptions {
  /** 0 takes any free port. */
  port: number;
  certificate: ServerCertificate;
  /** What a client has to show to be let in; left out, everybody on this machine is. */
  credential?: string | undefined;
  /** The status for a CONNECT to a host: 200 opens the tunnel, anything else refuses it. */
  admit(this: void, host: string): number;
  /** Answers a request from inside a tunnel. What it throws is a bug, which the client is told with status 500. */
  answer(this: void, request: ServiceRequest): Promise<HttpAnswer>;
  /** Hears of each request when it has been answered. */
  record(this: void, request: RequestRecord): void;
}

export interface Proxy {
  /** For `HTTPS_PROXY`, with the credential where there is one. */
  url: string;
  /** Ends every connection, open requests included. */
  close(): Promise<void>;
}

/** How long a connection may wait for its next request, in milliseconds: as long as a command of az takes. */
const keepAliveTimeout = 60_000;

/** The user's name in front of the credential, as Basic authentication has one. */
const userName = "surestep";

/**
 * Starts a forward proxy on 127.0.0.1 that leads nowhere: a tunnel to an admitted host on port 443 ends in this process,
 * which answers as that host; every other tunnel, and every request in plain HTTP, is refused at once. Rejects with a
 * `SimulatorError` of code `EADDRINUSE` for a port that is taken.
 */
export async function startProxy({ credential, ...options }: ProxyOptions): Promise<Proxy> {
  const { port, certificate, admit, answer, record } = options;
  const sockets = new Set<Socket>();
  const server = http.createServer();
  const { key, certificate: cert } = certificate;
  const tlsServer = https.createServer({ key, cert, keepAliveTimeout }, (incoming, response) => {
    void respond(incoming, response);
  });

  async function respond(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = requestFrom(incoming);
    const url = URL.parse(request.url);
    const { status, headers, body } = url === null ? notUnderstood : await answer(request).catch(bugAnswer);
    record({
      method: request.method,
      host: url?.hostname ?? "",
      path: url === null ? "" : url.pathname + url.search,
      status,
    });
    const hasLength = status !== 204 && request.method !== "HEAD";
    response
      .writeHead(status, { ...headers, ...(hasLength && { "content-length": Buffer.byteLength(body) }) })
      .end(body);
  }

  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });

  server.on("connect", (request, socket, head) => {
    socket.on("error", () => socket.destroy()); // a client that hangs up is no error of ours
    const [host = "", targetPort] = (request.url ?? "").toLowerCase().split(":");
    const status = !isLetIn(request, credential) ? 407 : targetPort === "443" ? admit(host) : 403;
    if (status !== 200) {
      record({ method: "CONNECT", host, path: "", status });
      refuse(socket, status);
      return;
    }
    socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    if (head.length > 0) socket.unshift(head);
    tlsServer.emit("connection", socket);
  });

  server.on("request", (request, response) => {
    const url = URL.parse(request.url ?? "");
    record({ method: request.method ?? "", host: url?.hostname ?? "", path: url?.pathname ?? "", status: 403 });
    response.writeHead(403, { connection: "close" }).end();
  });

  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(systemError(`The simulator cannot listen on port ${port}`, error)));
    server.listen(port, "127.0.0.1", resolve);
  });
  const user = credential === undefined ? "" : `${userName}:${encodeURIComponent(credential)}@`;
  return {
    url: `http://${user}127.0.0.1:${portOf(server.address())}`,
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      return closed;
    },
  };
}

/** Whether a request carries the credential, compared in a time that does not tell how much of it was right. */
function isLetIn({ headers }: IncomingMessage, credential: string | undefined): boolean {
  if (credential === undefined) return true;
  const expected = Buffer.from(`Basic ${Buffer.from(`${userName}:${credential}`).toString("base64")}`);
  const given = Buffer.from(headers["proxy-authorization"] ?? "");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const notUnderstood: HttpAnswer = { status: 400, headers: { connection: "close" }, body: "" };

function bugAnswer(bug: unknown): HttpAnswer {
  const headers = { "content-type": "text/plain; charset=utf-8" };
  return { status: 500, headers, body: bug instanceof Error ? (bug.stack ?? bug.message) : String(bug) };
}

const refusals: Record<number, string> = {
  403: "403 Forbidden",
  407: `407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="Surestep simulator"`,
  502: "502 Bad Gateway",
};

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${refusals[status] ?? status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new TypeError("The proxy has no port.");
  return address.port;
}
