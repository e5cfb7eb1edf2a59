import { request } from "node:http";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { text } from "node:stream/consumers";
import { connect as connectSecurely } from "node:tls";

/** Opens a tunnel through a proxy and sends GET in it, trusting one authority. Gives status and text. */
export async function getThrough(proxyUrl: string, ca: string, url: string): Promise<{ status: number; text: string }> {
  const { hostname, pathname, search } = new URL(url);
  const socket = connectSecurely({ socket: await openTunnel(proxyUrl, `${hostname}:443`), servername: hostname, ca });
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    const headers = { host: hostname, connection: "close" };
    const options = { path: pathname + search, headers, createConnection: () => socket };
    const sent = request(options, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, text: body }), reject);
    });
    sent.once("error", reject).end();
  });
}

/** Sends CONNECT to a proxy and gives the socket of the tunnel. Rejects where the proxy refuses. */
export function openTunnel(proxyUrl: string, target: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const { username, password } = new URL(proxyUrl);
    const credential = Buffer.from(`${username}:${decodeURIComponent(password)}`).toString("base64");
    const headers = username === "" ? {} : { "proxy-authorization": `Basic ${credential}` };
    const sent = request(proxyUrl, { method: "CONNECT", path: target, headers });
    sent.once("connect", (response, socket) => {
      if (response.statusCode === 200) resolve(socket);
      else reject(new Error(`CONNECT ${target}: ${response.statusCode}`));
    });
    sent.once("error", reject).end();
  });
}

/** Sends raw text to a proxy and gives the first line of what comes back. */
export async function firstLine(proxyUrl: string, sent: string): Promise<string> {
  const { hostname, port } = new URL(proxyUrl);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(sent));
    socket.once("error", reject);
    socket.once("data", (data) => {
      socket.destroy();
      resolve(data.toString().split("\r\n", 1)[0] ?? "");
    });
  });
}
