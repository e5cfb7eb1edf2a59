import { connect } from "node:net";
import { createDefaultHttpClient, createPipelineFromOptions, createPipelineRequest } from "@azure/core-rest-pipeline";

/** Sends GET through a proxy as an SDK of Azure does, trusting one authority, and gives status and text. */
export async function getThrough(proxyUrl: string, ca: string, url: string) {
  const { protocol, hostname, port } = new URL(proxyUrl);
  const pipeline = createPipelineFromOptions({
    proxyOptions: { host: `${protocol}//${hostname}`, port: Number(port) },
    tlsOptions: { ca },
    retryOptions: { maxRetries: 0 },
  });
  const { status, bodyAsText } = await pipeline.sendRequest(createDefaultHttpClient(), createPipelineRequest({ url }));
  return { status, text: bodyAsText ?? "" };
}

/** Sends raw text to a proxy and gives the first line of what comes back. */
export async function firstLine(proxyUrl: string, text: string): Promise<string> {
  const { hostname, port } = new URL(proxyUrl);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.once("error", reject);
    socket.once("data", (data) => {
      socket.destroy();
      resolve(data.toString().split("\r\n", 1)[0] ?? "");
    });
  });
}
