import { describe, expect, test } from "vitest";
import { createGraph } from "../../../src/simulator/graph/service.ts";
import type { SimulatedAzure } from "../../../src/simulator/operation.ts";
import { azureWith } from "../azure.ts";
import { postToken, signIn } from "../sign-in.ts";
import { openDirectory } from "./directory.ts";

describe("a service principal", () => {
  test("is answered with 201 and named by its application's ID", async () => {
    const { call, register } = await openDirectory(azureWith());
    const { appId, principalId } = await register("a");
    const { status, body } = await call("GET", `servicePrincipals/${principalId.toUpperCase()}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: principalId, appId, displayName: "a", servicePrincipalNames: [appId] });
  });

  test("is made once", async () => {
    const { call, register } = await openDirectory(azureWith());
    const { appId } = await register("a");
    const { status, body } = await call("POST", "servicePrincipals", { appId });
    expect([status, body]).toMatchObject([409, { error: { code: "Request_MultipleObjectsWithSameKeyValue" } }]);
  });

  test("of an application that is not there is refused in the words after which az tries again", async () => {
    const { call } = await openDirectory(azureWith());
    const { status, body } = await call("POST", "servicePrincipals", { appId: "11111111-2222-4333-8444-555555555555" });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain(" does not reference a valid application object.");
  });
});

describe("a filter", () => {
  test.each([
    ["displayName eq 'o''neill'", ["o'neill"]],
    ["displayName eq 'HTTP://MYSP'", ["http://mySP"]],
    ["startswith(displayName,'HTTP://my')", ["http://mySP", "http://mySP2"]],
    ["startswith(displayName,'http') and displayName eq 'http://mySP2'", ["http://mySP2"]],
    ["displayName eq 'this and that'", ["this and that"]],
    ["identifierUris/any(s:s eq 'api://none')", []],
    ["startswith(displayName,'http') and (displayName eq 'x' or displayName eq 'http://mySP')", ["http://mySP"]],
  ])("of the form %s lets the right ones through", async (filter, names) => {
    const { list, register } = await openDirectory(azureWith());
    for (const name of ["http://mySP", "http://mySP2", "o'neill", "this and that"]) await register(name);
    expect((await list("applications", filter)).map(({ displayName }) => displayName)).toEqual(names);
  });

  test.each([
    ["displayName ne 'a'", "Request_UnsupportedQuery"],
    ["contains(displayName,'a')", "Request_UnsupportedQuery"],
    ["displayName eq a", "BadRequest"],
    ["'", "BadRequest"],
    ["displayName eq 'a' and ", "BadRequest"],
    ["displayName eq 'a' displayName eq 'b'", "BadRequest"],
    ["nothing eq 'x'", "BadRequest"],
  ])("of the form %s is refused with %s", async (filter, code) => {
    const { call, register } = await openDirectory(azureWith());
    await register("a");
    const { status, body } = await call("GET", `applications?$filter=${encodeURIComponent(filter)}`);
    expect([status, body]).toMatchObject([400, { error: { code } }]);
  });
});

describe("the directory", () => {
  test("knows the person who calls, also by name", async () => {
    const azure = azureWith();
    const { call, list } = await openDirectory(azure);
    const { id, userPrincipalName } = azure.state.user;
    expect((await call("GET", "me?$select=id,userPrincipalName")).body).toMatchObject({ id, userPrincipalName });
    expect((await call("GET", `users/${userPrincipalName}`)).body).toMatchObject({ id });
    expect(await list("users", `userPrincipalName eq '${userPrincipalName}'`)).toMatchObject([{ id }]);
    expect((await call("GET", "users/nobody@example.com")).status).toBe(404);
  });

  test("gives people and service principals by their IDs and tells their kinds", async () => {
    const azure = azureWith();
    const { call, register } = await openDirectory(azure);
    const { principalId } = await register("a");
    const ids = [azure.state.user.id, principalId, "11111111-2222-4333-8444-555555555555"];
    const { body } = await call("POST", "directoryObjects/getByIds", { ids, types: ["user", "servicePrincipal"] });
    expect(body["value"]).toMatchObject([
      { "@odata.type": "#microsoft.graph.user", id: azure.state.user.id },
      { "@odata.type": "#microsoft.graph.servicePrincipal", id: principalId },
    ]);
  });

  test("knows its tenant", async () => {
    const azure = azureWith();
    const { list } = await openDirectory(azure);
    expect(await list("organization")).toMatchObject([{ id: azure.state.tenant.id }]);
  });

  test("refuses what it does not play, and what is no JSON", async () => {
    const { call } = await openDirectory(azureWith());
    expect((await call("GET", "devices")).body).toMatchObject({
      error: { code: "NotImplemented", message: "This simulator does not play GET /v1.0/devices." },
    });
    expect((await call("POST", "applications", "text")).status).toBe(400);
  });
});

async function statusOf(azure: SimulatedAzure, path: string, authorization?: string) {
  const answer = await createGraph(azure).request(`https://graph.microsoft.com/v1.0/${path}`, {
    headers: authorization === undefined ? {} : { authorization },
  });
  const [, code] = /"code":"(\w+)"/.exec(await answer.text()) ?? [];
  return [answer.status, code];
}

async function personToken(azure: SimulatedAzure, scope: string): Promise<string> {
  return `Bearer ${String((await signIn(azure, scope))["access_token"])}`;
}

describe("Graph lets in", () => {
  test("people, not applications without a permission", async () => {
    const azure = azureWith();
    const { appId, secret } = await (await openDirectory(azure)).register("a");
    const { body } = await postToken(azure, {
      grant_type: "client_credentials",
      client_id: appId,
      client_secret: secret,
      scope: "https://graph.microsoft.com/.default",
    });
    const token = `Bearer ${String(body["access_token"])}`;
    expect(await statusOf(azure, "applications", token)).toEqual([403, "Authorization_RequestDenied"]);
    expect(await statusOf(azure, "me", token)).toEqual([400, "BadRequest"]);
  });

  test("nobody without a token, or with one that is for another service, forged or over", async () => {
    let now = 0;
    const azure = azureWith({ now: () => now });
    const refused = [401, "InvalidAuthenticationToken"];
    const token = await personToken(azure, "https://graph.microsoft.com/.default");
    const [header, payload] = token.split(".");
    expect(await statusOf(azure, "me", token)).toEqual([200, undefined]);
    expect(await statusOf(azure, "me")).toEqual(refused);
    expect(await statusOf(azure, "me", "Basic YTpi")).toEqual(refused);
    expect(await statusOf(azure, "me", `${String(header)}.${String(payload)}.AAAA`)).toEqual(refused);
    expect(await statusOf(azure, "me", await personToken(azure, "https://vault.azure.net/.default"))).toEqual(refused);
    now = 3_600_000;
    expect(await statusOf(azure, "me", token)).toEqual(refused);
  });
});
