import { describe, expect, onTestFinished, test } from "vitest";
import { createSend } from "../../src/simulator/az/http.ts";
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

  test("is sent bodies, and none that is longer than any operation takes", async () => {
    const { proxy } = await start({
      answer: async (request) => {
        const body = await request.text().catch((error: Error) => error.message);
        return { status: 200, headers: {}, body: body.slice(0, 30) };
      },
    });
    const send = createSend(new URL(proxy.url), certificate.ca);
    const post = async (body: string) => (await send({ method: "POST", url: "https://played.example/", body })).text;
    expect(await post("a body")).toBe("a body");
    expect(await post("x".repeat(4 * 1024 * 1024 + 1))).toBe("The body is too long.");
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

describe("a proxy with a credential", () => {
  const credential = "a/secret:of no=worth";

  async function sentWith(header: string): Promise<{ line: string; records: RequestRecord[] }> {
    const { proxy, records } = await start({ credential });
    return { line: await firstLine(proxy.url, `CONNECT played.example:443 HTTP/1.1\r\n${header}\r\n`), records };
  }

  test("has it in its address, by which a client of Node is let in", async () => {
    const { proxy } = await start({ credential });
    const { username, password } = new URL(proxy.url);
    expect([username, decodeURIComponent(password)]).toEqual(["surestep", credential]);
    expect((await getThrough(proxy.url, certificate.ca, "https://played.example/")).status).toBe(200);
  });

  test("lets in who shows it in the way of Basic authentication", async () => {
    const basic = Buffer.from(`surestep:${credential}`).toString("base64");
    expect((await sentWith(`Proxy-Authorization: Basic ${basic}\r\n`)).line).toContain("200");
  });

  test.each([
    ["nothing", ""],
    ["another credential", `Proxy-Authorization: Basic ${Buffer.from("surestep:another").toString("base64")}\r\n`],
    [
      "one of the same length",
      `Proxy-Authorization: Basic ${Buffer.from(`surestep:${credential.replace("a", "b")}`).toString("base64")}\r\n`,
    ],
    ["another scheme", "Proxy-Authorization: Bearer x\r\n"],
  ])("sends away who shows %s, even for a host that it does not play", async (_what, header) => {
    const { line, records } = await sentWith(header);
    expect(line).toBe("HTTP/1.1 407 Proxy Authentication Required");
    expect(records).toEqual([{ method: "CONNECT", host: "played.example", path: "", status: 407 }]);
  });

  test("is told to the built-in az by the address alone", async () => {
    const { proxy, records } = await start({ credential });
    const send = createSend(new URL(proxy.url), certificate.ca);
    expect((await send({ method: "GET", url: "https://played.example/" })).text).toBe("hello");
    expect(records.map(({ status }) => status)).toEqual([200]);
  });
});

test("a bug behind the proxy is told to the client", async () => {
  const { proxy, records } = await start({ answer: () => Promise.reject(new TypeError("broken")) });
  const { status, text } = await getThrough(proxy.url, certificate.ca, "https://played.example/");
  expect([status, text]).toEqual([500, expect.stringContaining("TypeError: broken")]);
  expect(records).toMatchObject([{ status: 500 }]);
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
