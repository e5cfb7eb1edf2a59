import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createPipelineRequest } from "@azure/core-rest-pipeline";
import { expect, onTestFinished, test } from "vitest";
import { createHttpClient } from "../../src/azure/http-client.ts";

/** A server that answers only what is asked for at /answer. @returns its address */
async function serverThatHangs(): Promise<string> {
  const server: Server = createServer((request, response) => {
    if (request.url === "/answer") response.end('{"here":1}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => (server.closeAllConnections(), void server.close()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function requestOf(url: string, more: { abortSignal?: AbortSignal; timeout?: number } = {}) {
  return createPipelineRequest({ url, allowInsecureConnection: true, ...more });
}

/** Waits for what is to fail. @returns what it failed with, and the milliseconds from now on */
async function failureOf(work: Promise<unknown>): Promise<{ error: unknown; took: number }> {
  const started = performance.now();
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, took: performance.now() - started };
}

test("a request is answered, as by the SDK's own client", async () => {
  const client = createHttpClient(new AbortController().signal);
  const response = await client.sendRequest(requestOf(`${await serverThatHangs()}/answer`));
  expect([response.status, response.bodyAsText]).toEqual([200, '{"here":1}']);
});

test("a request that is under way ends at once when the run is stopped, with the run's own reason", async () => {
  const stop = new AbortController();
  const reason = new Error("stopped");
  const sending = createHttpClient(stop.signal).sendRequest(requestOf(await serverThatHangs()));
  setTimeout(() => stop.abort(reason), 100);
  const { error, took } = await failureOf(sending);
  expect(error).toBe(reason);
  expect(took).toBeLessThan(2000);
});

test("a request is still ended by whoever sent it, with an error of its own", async () => {
  const own = new AbortController();
  const client = createHttpClient(new AbortController().signal);
  const sending = client.sendRequest(requestOf(await serverThatHangs(), { abortSignal: own.signal }));
  setTimeout(() => own.abort(), 50);
  expect((await failureOf(sending)).error).toMatchObject({ name: "AbortError" });
});

test("a request that is never answered ends in time, and one that gives no limit gets one", async () => {
  const client = createHttpClient(new AbortController().signal);
  const url = await serverThatHangs();
  expect((await failureOf(client.sendRequest(requestOf(url, { timeout: 50 })))).took).toBeLessThan(2000);
  const unlimited = requestOf(`${url}/answer`);
  await client.sendRequest(unlimited);
  expect(unlimited.timeout).toBe(30_000);
});
