import { createLocalJWKSet, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { createEntra } from "../../../src/simulator/entra/service.ts";
import { azureWith } from "../azure.ts";
import { signIn } from "../sign-in.ts";

async function get(azure: ReturnType<typeof azureWith>, path: string) {
  const answer = await createEntra(azure).request(`https://login.microsoftonline.com/${path}`);
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

test("the discovery document names the tenant's endpoints", async () => {
  const azure = azureWith();
  const base = `https://login.microsoftonline.com/${azure.state.tenant.id}`;
  const { body } = await get(azure, `${azure.state.tenant.domain}/v2.0/.well-known/openid-configuration`);
  expect(body).toMatchObject({ issuer: `${base}/v2.0`, token_endpoint: `${base}/oauth2/v2.0/token` });
});

test.each(["common", "organizations"])(
  "the discovery document of '%s' leaves the issuer's tenant open",
  async (name) => {
    const { body } = await get(azureWith(), `${name}/v2.0/.well-known/openid-configuration`);
    expect(body).toMatchObject({
      issuer: "https://login.microsoftonline.com/{tenantid}/v2.0",
      token_endpoint: `https://login.microsoftonline.com/${name}/oauth2/v2.0/token`,
    });
  },
);

test("another tenant has no discovery document", async () => {
  const { status, body } = await get(azureWith(), "elsewhere.example/v2.0/.well-known/openid-configuration");
  expect([status, body]).toMatchObject([400, { error: "invalid_tenant", error_codes: [90002] }]);
});

test("the instance discovery knows the host under its older names", async () => {
  const { body } = await get(azureWith(), "common/discovery/instance?api-version=1.1");
  expect(body.metadata[0].aliases).toContain("login.windows.net");
});

test("the published keys verify the tokens, and only the public half is published", async () => {
  const azure = azureWith();
  const { body } = await get(azure, "common/discovery/v2.0/keys");
  expect(Object.keys(body.keys[0]).toSorted()).toEqual(["e", "kid", "kty", "n", "use"]);
  const { access_token: token } = await signIn(azure, "https://vault.azure.net/.default");
  const { payload } = await jwtVerify(String(token), createLocalJWKSet(body), { currentDate: new Date(azure.now()) });
  expect(payload["tid"]).toBe(azure.state.tenant.id);
});
