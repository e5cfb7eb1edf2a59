import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { readChallenge } from "../../src/azure/challenge.ts";
import { createHttpClient } from "../../src/azure/http-client.ts";
import { createServerCertificate } from "../../src/simulator/certificate.ts";

const { ca, certificate: cert, key } = createServerCertificate(["localhost"], Date.now());
const clientOptions = { httpClient: createHttpClient(new AbortController().signal), tlsOptions: { ca } };
let server: Server | undefined;

afterEach(() => {
  server?.close();
});

/** A vault that answers every request alike. @returns its address, and what it was asked */
async function vaultThatAnswers(status: number, wwwAuthenticate?: string): Promise<{ uri: string; asked: string[] }> {
  const asked: string[] = [];
  const listening = createServer({ cert, key }, (request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? "(no token)"}`);
    response.writeHead(status, wwwAuthenticate === undefined ? {} : { "www-authenticate": wwwAuthenticate }).end();
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "localhost", resolve));
  return { uri: `https://localhost:${(listening.address() as AddressInfo).port}/`, asked };
}

const tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47";

describe("a vault's challenge", () => {
  test("tells the tenant and the resource, to a request without a token", async () => {
    const { uri, asked } = await vaultThatAnswers(
      401,
      `Bearer authorization="https://login.microsoftonline.com/${tenant}", resource="https://vault.azure.net"`,
    );
    expect(await readChallenge(uri, clientOptions)).toEqual({ tenantId: tenant, resource: "https://vault.azure.net" });
    expect(asked).toEqual(["GET /secrets?api-version=7.4 (no token)"]);
  });

  test("is asked for once, where a vault does not answer yet", async () => {
    const { uri, asked } = await vaultThatAnswers(503);
    expect(await readChallenge(uri, clientOptions)).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  test.each([
    ["the answer is not 401", 404, `Bearer authorization="https://login.microsoftonline.com/x", resource="https://v"`],
    ["the answer has no challenge", 401, undefined],
    ["the challenge is another service's", 401, 'Basic realm="router"'],
    ["the challenge names no resource", 401, 'Bearer authorization="https://login.microsoftonline.com/x"'],
  ])("is none when %s", async (_, status, header) => {
    const { uri } = await vaultThatAnswers(status, header);
    expect(await readChallenge(uri, clientOptions)).toBeUndefined();
  });
});
