import { describe, expect, test } from "vitest";
import { azureWith } from "../azure.ts";
import { postToken } from "../sign-in.ts";
import { openDirectory } from "./directory.ts";

const graph = "https://graph.microsoft.com/v1.0";

async function open() {
  const azure = azureWith();
  const directory = await openDirectory(azure);
  return { azure, ...directory, own: await directory.register("a") };
}

/** What the token endpoint says to a secret of the application. */
async function tokenFor(azure: ReturnType<typeof azureWith>, appId: string, secret: string) {
  const scope = "https://vault.azure.net/.default";
  const form = { grant_type: "client_credentials", client_id: appId, client_secret: secret, scope };
  return (await postToken(azure, form)).status;
}

describe("an application", () => {
  test("keeps the other members of a property that is set in part, and replaces lists", async () => {
    const { call, own } = await open();
    const path = `applications/${own.id}`;
    await call("PATCH", path, {
      web: { homePageUrl: "https://one.example", redirectUris: ["https://a.example", "https://b.example"] },
    });
    await call("PATCH", path, { web: { redirectUris: ["https://c.example"] } });
    expect((await call("GET", path)).body["web"]).toEqual({
      homePageUrl: "https://one.example",
      logoutUrl: null,
      redirectUris: ["https://c.example"],
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
      redirectUriSettings: [{ uri: "https://c.example", index: null }],
    });
  });

  test.each([
    [{ nothing: 1 }, "Invalid property 'nothing'."],
    [{ appId: "x" }, "Property 'appId' is read-only and cannot be set."],
    [{ web: { nothing: 1 } }, "Invalid value specified for property 'web' of resource 'Application'."],
    [{ tags: "one" }, "Invalid value specified for property 'tags' of resource 'Application'."],
    [
      { passwordCredentials: [{ displayName: "x" }] },
      "New password credentials must be generated with service actions.",
    ],
  ])("is not changed by %j", async (body, message) => {
    const { call, own } = await open();
    const before = (await call("GET", `applications/${own.id}`)).body;
    const { body: refused, status } = await call("PATCH", `applications/${own.id}`, body);
    expect([status, refused]).toMatchObject([400, { error: { code: "Request_BadRequest", message } }]);
    expect((await call("GET", `applications/${own.id}`)).body).toEqual(before);
  });

  test("cannot take an address of a domain that is not the tenant's, or another one's URI", async () => {
    const { call, own, register } = await open();
    const other = await register("b");
    await call("PATCH", `applications/${other.id}`, { identifierUris: ["api://taken"] });
    const refused = await call("PATCH", `applications/${own.id}`, { identifierUris: ["https://example.com/app"] });
    expect([refused.status, refused.body]).toMatchObject([400, { error: { code: "HostNameNotOnVerifiedDomain" } }]);
    expect((await call("PATCH", `applications/${own.id}`, { identifierUris: ["api://taken"] })).status).toBe(400);
  });

  test("is made with a secret, which is told once", async () => {
    const { azure, call } = await open();
    const { body } = await call("POST", "applications", {
      displayName: "c",
      passwordCredentials: [{ displayName: "one" }],
    });
    const [{ secretText }] = Object(body["passwordCredentials"]);
    expect(azure.state.applications.at(-1)?.passwordCredentials).toMatchObject([{ secretText, displayName: "one" }]);
    expect((await call("GET", `applications/${String(body["id"])}`)).body).toMatchObject({
      passwordCredentials: [{ displayName: "one", secretText: null }],
    });
  });

  test("has owners, which come and go", async () => {
    const { azure, call, own } = await open();
    const path = `applications/${own.id}/owners`;
    const ids = async () => Object((await call("GET", path)).body["value"]).map(({ id }: { id: string }) => id);
    expect(await ids()).toEqual([azure.state.user.id]);
    const link = { "@odata.id": `${graph}/directoryObjects/${own.principalId}` };
    expect((await call("POST", `${path}/$ref`, link)).status).toBe(204);
    expect((await call("POST", `${path}/$ref`, link)).status).toBe(400);
    expect(await ids()).toEqual([azure.state.user.id, own.principalId]);
    expect((await call("DELETE", `${path}/${azure.state.user.id}/$ref`)).status).toBe(204);
    expect(await ids()).toEqual([own.principalId]);
    expect((await call("GET", "me/ownedObjects/microsoft.graph.application")).body["value"]).toEqual([]);
  });

  test("has federated credentials, each of its own name, issuer and subject", async () => {
    const { call, own } = await open();
    const path = `applications/${own.id}/federatedIdentityCredentials`;
    const given = {
      name: "ci",
      issuer: "https://example.com",
      subject: "repo:a",
      audiences: ["api://AzureADTokenExchange"],
    };
    const { body: made, status } = await call("POST", path, given);
    expect([status, made]).toMatchObject([201, { ...given, description: null }]);
    expect((await call("POST", path, given)).status).toBe(400);
    expect((await call("POST", path, { ...given, name: "other" })).status).toBe(400);
    expect((await call("PATCH", `${path}/${String(made["id"])}`, { description: "x" })).status).toBe(204);
    expect((await call("GET", `${path}/ci`)).body).toMatchObject({ ...given, description: "x" });
    expect((await call("DELETE", `${path}/ci`)).status).toBe(204);
    expect((await call("GET", path)).body["value"]).toEqual([]);
  });
});

describe("a service principal", () => {
  test("signs in with a secret of its own until that is removed", async () => {
    const { azure, call, own } = await open();
    const path = `servicePrincipals/${own.principalId}`;
    const { keyId, secretText } = (await call("POST", `${path}/addPassword`, {})).body;
    expect(await tokenFor(azure, own.appId, String(secretText))).toBe(200);
    expect((await call("POST", `${path}/removePassword`, { keyId })).status).toBe(204);
    expect(await tokenFor(azure, own.appId, String(secretText))).toBe(401);
  });

  test("that is disabled gets no token", async () => {
    const { azure, call, own } = await open();
    await call("PATCH", `servicePrincipals(appId='${own.appId}')`, { accountEnabled: false });
    expect(await tokenFor(azure, own.appId, own.secret)).toBe(401);
    await call("PATCH", `servicePrincipals/${own.principalId}`, { accountEnabled: true });
    expect(await tokenFor(azure, own.appId, own.secret)).toBe(200);
  });

  test("has what it does not set itself from its application", async () => {
    const { call, own } = await open();
    await call("PATCH", `applications/${own.id}`, {
      web: { homePageUrl: "https://one.example" },
      signInAudience: "AzureADMultipleOrgs",
    });
    const shown = async () => (await call("GET", `servicePrincipals/${own.principalId}`)).body;
    expect(await shown()).toMatchObject({ homepage: "https://one.example", signInAudience: "AzureADMultipleOrgs" });
    await call("PATCH", `servicePrincipals/${own.principalId}`, { homepage: "https://two.example" });
    expect(await shown()).toMatchObject({ homepage: "https://two.example" });
  });
});

test("nobody signs in with a certificate or a federated token, and is told that it is not played", async () => {
  const { azure, own } = await open();
  const form = { grant_type: "client_credentials", client_id: own.appId, client_assertion: "x", scope: "y" };
  const { body, status } = await postToken(azure, form);
  expect([status, JSON.stringify(body)]).toEqual([
    501,
    expect.stringContaining("This simulator does not play client assertions"),
  ]);
});
