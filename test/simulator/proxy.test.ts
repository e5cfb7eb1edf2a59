import { describe, expect, onTestFinished, test } from "vitest";
import { createServerCertificate } from "../../src/simulator/certificate.ts";
import { startProxy } from "../../src/simulator/proxy.ts";
import type { ProxyOptions, RequestRecord } from "../../src/simulator/proxy.ts";
import { firstLine, getThrough, openTunnel } from "./tunnel.ts";

const certificate = createServerCertificate(["played.example", "*.vault.example"], Date.now());

async function start(given: Partial<ProxyOptions> = {}) {
  const records: RequestRecord[] = [];
  const proxy = await startProxy({
    port: 0,
    certificate,
    admit: (host) => ({ "played.example": 200, "gone.vault.example": 502 })[host] ?? 403,
    answer: async () => ({ status: 200, headers: {}, body: "hello" }),
    record: (request) => records.push(request),
    ...given,
  });
  onTestFinished(() => proxy.close());
  return { proxy, records };
}

function tunnelTo(target: string): string {
  return `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`;
}

describe("a host that is played", () => {
  test("is answered in this process, behind a certificate of the authority", async () => {
    const { proxy } = await start({
      answer: async ({ method, url }) => ({ status: 200, headers: {}, body: `${method} ${url}` }),
    });
    const { status, text } = await getThrough(proxy.url, certificate.ca, "https://played.example/a?b=c");
    expect([status, text]).toEqual([200, "GET https://played.example/a?b=c"]);
  });

  test("is not believed by a client that does not trust the authority", async () => {
    const { proxy } = await start();
    const { ca } = createServerCertificate(["played.example"], Date.now());
    await expect(getThrough(proxy.url, ca, "https://played.example/")).rejects.toThrow("unable to verify");
  });

  test("is recorded without headers and body", async () => {
    const { proxy, records } = await start();
    await getThrough(proxy.url, certificate.ca, "https://played.example/a?b=c");
    expect(records).toEqual([{ method: "GET", host: "played.example", path: "/a?b=c", status: 200 }]);
  });
});

describe("the proxy refuses", () => {
  test.each([
    ["a host that is not played", tunnelTo("example.com:443"), "403 Forbidden"],
    ["a host that does not exist", tunnelTo("gone.vault.example:443"), "502 Bad Gateway"],
    ["another port of a host that is played", tunnelTo("played.example:80"), "403 Forbidden"],
    ["a target that is none", tunnelTo("nonsense"), "403 Forbidden"],
    ["plain HTTP", "GET http://169.254.169.254/metadata HTTP/1.1\r\nHost: 169.254.169.254\r\n\r\n", "403 Forbidden"],
    ["requests to itself", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "403 Forbidden"],
  ])("%s", async (_what, text, status) => {
    const { proxy, records } = await start();
    expect(await firstLine(proxy.url, text)).toBe(`HTTP/1.1 ${status}`);
    expect(records).toHaveLength(1);
  });

  test("a port that is taken", async () => {
    const { proxy } = await start();
    const port = Number(new URL(proxy.url).port);
    await expect(start({ port })).rejects.toMatchObject({
      code: "EADDRINUSE",
      message: expect.stringContaining(`cannot listen on port ${port}: `),
    });
  });
});

test("the proxy listens on the loopback address", async () => {
  const { proxy } = await start();
  expect(new URL(proxy.url).hostname).toBe("127.0.0.1");
});

test("closing the proxy ends connections that are open", async () => {
  const { proxy } = await start();
  const socket = await openTunnel(proxy.url, "played.example:443");
  const closed = new Promise((resolve) => socket.once("close", () => resolve("closed")));
  socket.on("error", () => undefined);
  await proxy.close();
  expect(await closed).toBe("closed");
});
