import { decodeJwt } from "jose";
import { describe, expect, test } from "vitest";
import type { SimulatedAzure } from "../../../src/simulator/operation.ts";
import { azureWith } from "../azure.ts";
import { openDirectory } from "../graph/directory.ts";
import { postForm, postToken } from "../sign-in.ts";

const vault = "https://vault.azure.net/.default";

function grant(azure: SimulatedAzure, form: Record<string, string>) {
  return postToken(azure, { grant_type: "client_credentials", scope: vault, ...form });
}

async function registered(more: Parameters<typeof azureWith>[0] = {}) {
  const azure = azureWith(more);
  const directory = await openDirectory(azure);
  const { appId, secret, ...ids } = await directory.register("mySP");
  return { azure, directory, ...ids, form: { client_id: appId, client_secret: secret } };
}

describe("an application with its secret", () => {
  test("gets a token of the first version, for an hour, in the members of a real answer", async () => {
    const { azure, form, principalId } = await registered();
    const { status, body } = await grant(azure, form);
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(["token_type", "expires_in", "ext_expires_in", "access_token"]);
    const claims = decodeJwt(String(body["access_token"]));
    const now = azure.now() / 1000;
    expect(claims).toMatchObject({
      aud: "https://vault.azure.net",
      iss: `https://sts.windows.net/${azure.state.tenant.id}/`,
      appid: form.client_id,
      oid: principalId,
      sub: principalId,
      tid: azure.state.tenant.id,
      idtyp: "app",
      ver: "1.0",
      iat: now,
      exp: now + 3599,
    });
    expect(claims).not.toHaveProperty("upn");
  });

  test("may write two slashes into the scope, and the audience keeps one", async () => {
    const { azure, form } = await registered();
    const { body } = await grant(azure, { ...form, scope: "https://management.core.windows.net//.default" });
    expect(decodeJwt(String(body["access_token"])).aud).toBe("https://management.core.windows.net/");
  });

  test("is not known before its service principal has spread", async () => {
    let now = 0;
    const { azure, form } = await registered({ now: () => now, latency: { servicePrincipal: 5000 } });
    expect((await grant(azure, form)).body).toMatchObject({ error_codes: [700016] });
    now = 5000;
    expect((await grant(azure, form)).status).toBe(200);
  });
});

describe("the token endpoint refuses", () => {
  test("a wrong secret, in the very members of a real answer", async () => {
    const { azure, form } = await registered();
    const { status, body } = await grant(azure, { ...form, client_secret: "wrong" });
    const guid = "[0-9a-f]{8}-[0-9a-f-]{27}";
    expect(status).toBe(401);
    expect(Object.keys(body)).toEqual([
      ...["error", "error_description", "error_codes", "timestamp", "trace_id", "correlation_id", "error_uri"],
    ]);
    expect(body["error"]).toBe("invalid_client");
    expect(body["error_description"]).toMatch(
      new RegExp(
        "^AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client " +
          "secret value, not the client secret ID, for a secret added to app " +
          `'${form.client_id}'. Trace ID: ${guid} Correlation ID: ${guid} Timestamp: 2026-11-24 12:00:00Z$`,
      ),
    );
    expect(body["error_uri"]).toBe("https://login.microsoftonline.com/error?code=7000215");
  });

  test("the secret's ID in place of its value", async () => {
    const { azure, form, keyId } = await registered();
    expect((await grant(azure, { ...form, client_secret: keyId })).body).toMatchObject({ error_codes: [7000215] });
  });

  test("a secret that is over", async () => {
    let now = Date.parse("2026-01-01");
    const { azure, form } = await registered({ now: () => now });
    now = Date.parse("2028-01-01");
    const { status, body } = await grant(azure, form);
    expect([status, body["error"], body["error_codes"]]).toEqual([401, "invalid_client", [7000222]]);
  });

  test("a secret that was removed", async () => {
    const { azure, directory, form, id, keyId } = await registered();
    await directory.call("POST", `applications/${id}/removePassword`, { keyId });
    expect((await grant(azure, form)).body).toMatchObject({ error_codes: [7000215] });
  });

  test("a request without a secret", async () => {
    const { azure, form } = await registered();
    expect((await grant(azure, { ...form, client_secret: "" })).body).toMatchObject({ error_codes: [7000216] });
  });

  test.each([
    ["an application that is not there", "11111111-2222-4333-8444-555555555555", 700016],
    ["what is no application ID", "mySP", 700038],
    ["an ID of zeros, which has no link to an explanation", "00000000-0000-0000-0000-000000000000", 700038],
  ])("%s", async (_what, clientId, number) => {
    const { status, body } = await grant(azureWith(), { client_id: clientId, client_secret: "x" });
    expect([status, body["error"], body["error_codes"]]).toEqual([400, "unauthorized_client", [number]]);
    expect("error_uri" in body).toBe(number !== 700038);
  });

  test("an application whose service principal was deleted", async () => {
    const { azure, directory, form, principalId } = await registered();
    await directory.call("DELETE", `servicePrincipals/${principalId}`);
    expect((await grant(azure, form)).body).toMatchObject({ error_codes: [7000229] });
  });

  test("an application that was deleted", async () => {
    const { azure, directory, form, id } = await registered();
    await directory.call("DELETE", `applications/${id}`);
    expect((await grant(azure, form)).body).toMatchObject({ error_codes: [700016] });
  });

  test.each([
    ["api://not-a-registered-resource/.default", "invalid_resource", 500011],
    ["https://vault.azure.net/secrets", "invalid_scope", 1002012],
    ["openid", "invalid_scope", 1002012],
    ["", "invalid_request", 90014],
  ])("the scope '%s'", async (scope, error, number) => {
    const { azure, form } = await registered();
    const { status, body } = await grant(azure, { ...form, scope });
    expect([status, body["error"], body["error_codes"]]).toEqual([400, error, [number]]);
  });

  test("a grant that it does not have", async () => {
    const { status, body } = await postToken(azureWith(), { grant_type: "no_such_grant", client_id: "x" });
    expect([status, body["error"], body["error_codes"]]).toEqual([400, "unsupported_grant_type", [70003]]);
    expect(body["error_description"]).toMatch(
      /^AADSTS70003: The app requested an unsupported grant type 'no_such_grant'\. /,
    );
  });

  test("another tenant", async () => {
    const other = "22222222-2222-4222-8222-222222222222/oauth2/v2.0/token";
    const { status, body } = await postForm(azureWith(), other, { grant_type: "client_credentials" });
    expect([status, body["error"], body["error_codes"]]).toEqual([400, "invalid_request", [90002]]);
  });
});
