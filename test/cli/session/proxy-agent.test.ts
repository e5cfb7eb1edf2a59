import { once } from "node:events";
import { get, type RequestOptions } from "node:https";
import { expect, onTestFinished, test } from "vitest";
import { createProxyAgent } from "../../../src/cli/session/proxy-agent.ts";
import { startSimulator } from "../../../src/simulator/simulator.ts";

/** Asks through an agent, to the end of the answer. @returns its status, and whether its connection was there already */
async function ask(host: string, options: RequestOptions): Promise<{ status: number; isReused: boolean }> {
  const request = get({ host, path: "/organizations/v2.0/.well-known/openid-configuration", ...options });
  const [response] = await once(request, "response");
  response.resume();
  // Once the request is closed its connection is free for the next one.
  await once(request, "close");
  return { status: response.statusCode, isReused: request.reusedSocket };
}

test("a connection through a proxy is made once a host, with the proxy's credential, and kept", async () => {
  const simulator = await startSimulator({ credential: "a b" });
  const agent = createProxyAgent(simulator.proxyUrl, simulator.ca);
  onTestFinished(() => (agent.destroy(), simulator.close()));
  const options = { agent };
  const isReused: boolean[] = [];
  for (const host of ["login.microsoftonline.com", "login.microsoftonline.com", "graph.microsoft.com"]) {
    isReused.push((await ask(host, options)).isReused);
  }
  expect(isReused).toEqual([false, true, false]);
  expect(await ask("login.microsoftonline.com", options)).toEqual({ status: 200, isReused: true });
});
