import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import type { ServerCertificate } from "./certificate.ts";

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
  /** The status for a CONNECT to a host: 200 opens the tunnel, anything else refuses it. */
  admit(host: string): number;
  /** Answers a request from inside a tunnel. */
  answer(request: Request): Promise<Response>;
  record(request: RequestRecord): void;
}

export interface Proxy {
  url: string;
  /** Ends every connection, open requests included. */
  close(): Promise<void>;
}

/**
 * Starts a forward proxy on 127.0.0.1 that leads nowhere: a tunnel to an admitted host on port 443 ends in this process,
 * which answers as that host; every other tunnel, and every request in plain HTTP, is refused at once. A port that is
 * taken rejects with Node's own error (`EADDRINUSE`).
 */
export async function startProxy({ port, certificate, admit, answer, record }: ProxyOptions): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const server = createServer();
  const tlsServer = createTlsServer(
    { key: certificate.key, cert: certificate.certificate },
    getRequestListener(recorded, { overrideGlobalObjects: false }),
  );

  async function recorded(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const response = await answer(request);
    record({ method: request.method, host: url.hostname, path: url.pathname + url.search, status: response.status });
    return response;
  }

  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });

  server.on("connect", (request, socket, head) => {
    socket.on("error", () => socket.destroy()); // a client that hangs up is no error of ours
    const [host = "", targetPort] = (request.url ?? "").toLowerCase().split(":");
    const status = targetPort === "443" ? admit(host) : 403;
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
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      return closed;
    },
  };
}

const reasons: Record<number, string> = { 403: "Forbidden", 502: "Bad Gateway" };

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${reasons[status] ?? ""}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new TypeError("The proxy has no port.");
  return address.port;
}
