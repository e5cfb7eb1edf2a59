import { createServer, type IncomingMessage } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { pipeline } from "node:stream/promises";
import { onTestFinished } from "vitest";
import { createServerCertificate } from "../../src/simulator/certificate.ts";
import { openTunnel } from "../simulator/tunnel.ts";

/** The only way out of a company's network, which wants to know who asks, and what it lets through. */
export interface CorporateNetwork {
  /** For `HTTPS_PROXY`, with a password that has to be written in percent signs. */
  proxyUrl: string;
  /** The company's own authority (PEM), which issued the certificates of both registries. */
  ca: string;
  /** A registry of npm's beyond the proxy, and one inside that is reached without it. */
  registries: { outside: string; inside: string };
  /** The hosts to which a way was asked for with the right password, and those without. */
  let: Set<string>;
  refused: Set<string>;
}

const outside = "registry.example";

/**
 * Opens such a network; it ends with the test.
 * @param azureUrl the proxy through which Azure is reached beyond the company's own
 */
export async function openCorporateNetwork(azureUrl: string): Promise<CorporateNetwork> {
  const { ca, certificate, key } = createServerCertificate([outside, "localhost"], Date.now());
  const registry = createTlsServer({ key, cert: certificate }, (_, response) => void response.end("{}"));
  const proxy = createServer((_, response) => void response.writeHead(403).end());
  const seen = { let: new Set<string>(), refused: new Set<string>() };
  const letThrough = async (socket: Duplex, target: string): Promise<void> => {
    const further = target === `${outside}:443` ? undefined : await openTunnel(azureUrl, target);
    socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    if (further === undefined) registry.emit("connection", socket);
    else await Promise.all([pipeline(socket, further), pipeline(further, socket)]);
  };
  proxy.on("connect", (request, socket) => {
    const isLetIn = passwordOf(request) === "jane@example:p@ss/word";
    seen[isLetIn ? "let" : "refused"].add(request.url ?? "");
    socket.on("error", () => socket.destroy());
    if (isLetIn) letThrough(socket, request.url ?? "").catch(() => socket.destroy());
    else socket.end(`HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm="Company"\r\n\r\n`);
  });
  const ports: number[] = [];
  for (const server of [proxy, registry]) {
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    ports.push((server.address() as AddressInfo).port);
    onTestFinished(() => (server.closeAllConnections(), void server.close()));
  }
  return {
    ...{ ca, ...seen },
    proxyUrl: `http://jane%40example:p%40ss%2Fword@127.0.0.1:${ports[0]}`,
    registries: { outside: `https://${outside}/`, inside: `https://localhost:${ports[1]}/` },
  };
}

function passwordOf({ headers }: IncomingMessage): string {
  return Buffer.from((headers["proxy-authorization"] ?? "").replace(/^Basic /, ""), "base64").toString();
}
