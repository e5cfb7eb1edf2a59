import { generateKeyPair, SignJWT } from "jose";
import { expect, test } from "vitest";
import { azureWith } from "../azure.ts";
import { addVault, errorBody, openVault, tokenFor } from "./vault.ts";

function vaultAt(now: () => number) {
  const azure = azureWith({ now });
  addVault(azure.state);
  return { azure, ...openVault(azure) };
}

function open() {
  return vaultAt(() => Date.parse("2026-11-24T12:00:00Z"));
}

const path = "/secrets/mySecret?api-version=7.4";

test("a request without a token is told where to get one, in the words of the real service", async () => {
  const { azure, send } = open();
  const { status, headers, body } = await send("PUT", path, {});
  expect(status).toBe(401);
  expect(body).toEqual(errorBody("Unauthorized", "AKV10000: Request is missing a Bearer or PoP token."));
  expect(headers.get("www-authenticate")).toBe(
    `Bearer authorization="https://login.microsoftonline.com/${azure.state.tenant.id}", resource="https://vault.azure.net"`,
  );
});

test("the challenge comes before the path, the vault's existence and the API version are looked at", async () => {
  const { send } = open();
  expect((await send("POST", "/nowhere", {})).status).toBe(401);
});

test("a token for another service is told which audience was expected and which was found", async () => {
  const { azure, send } = open();
  const authorization = `Bearer ${await tokenFor(azure, "https://management.azure.com/")}`;
  const { status, headers, body } = await send("GET", path, { authorization });
  const message = "AKV10022: Invalid audience. Expected https://vault.azure.net, found: https://management.azure.com/.";
  expect([status, body]).toEqual([401, errorBody("Unauthorized", message)]);
  expect(headers.get("www-authenticate")).toContain('resource="https://vault.azure.net"');
});

test("a token that is over is refused as expired", async () => {
  let now = Date.parse("2026-11-24T12:00:00Z");
  const { azure, send } = vaultAt(() => now);
  const authorization = `Bearer ${await tokenFor(azure)}`;
  now += 3_601_000;
  const { status, body } = await send("GET", path, { authorization });
  expect([status, body]).toEqual([
    401,
    errorBody("Unauthorized", "[TokenExpired] Error validating token: 'S2S12086'."),
  ]);
});

test("a token that another key signed is refused", async () => {
  const { privateKey } = await generateKeyPair("RS256");
  const forged = await new SignJWT({ aud: "https://vault.azure.net" })
    .setProtectedHeader({ alg: "RS256" })
    .sign(privateKey);
  const { status, body } = await open().send("GET", path, { authorization: `Bearer ${forged}` });
  const header = forged.split(".")[0] ?? "";
  const message = `AKV10046: Unable to resolve the key used for signature validation. EncodedJwtHeader: '${header}'.`;
  expect([status, body]).toEqual([401, errorBody("Unauthorized", message)]);
});

test("what is no token is refused, and nothing of it is given back", async () => {
  const { status, body } = await open().send("GET", path, { authorization: "Bearer some-client-secret" });
  expect(status).toBe(401);
  expect(JSON.stringify(body)).not.toContain("some-client-secret");
});
