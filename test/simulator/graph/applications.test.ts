import { describe, expect, test } from "vitest";
import { azureWith } from "../azure.ts";
import { openDirectory } from "./directory.ts";

describe("a new application", () => {
  test("is answered with 201, its place and no credential", async () => {
    const azure = azureWith();
    const { call } = await openDirectory(azure);
    const { status, headers, body } = await call("POST", "applications", { displayName: "http://mySP" });
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(
      `https://graph.microsoft.com/v2/${azure.state.tenant.id}/directoryObjects/${String(body["id"])}` +
        "/Microsoft.DirectoryServices.Application",
    );
    expect(body).toMatchObject({
      "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#applications/$entity",
      displayName: "http://mySP",
      deletedDateTime: null,
      createdDateTime: "2026-11-24T12:00:00Z",
      passwordCredentials: [],
      keyCredentials: [],
      identifierUris: [],
    });
  });

  test("needs a display name", async () => {
    const { call } = await openDirectory(azureWith());
    const { status, body } = await call("POST", "applications", { notes: "x" });
    expect([status, body]).toMatchObject([400, { error: { code: "Request_BadRequest" } }]);
  });

  test("with what is no certificate is refused", async () => {
    const { call } = await openDirectory(azureWith());
    const { status } = await call("POST", "applications", { displayName: "a", keyCredentials: [{ key: "MII" }] });
    expect(status).toBe(400);
  });
});

describe("a client secret", () => {
  test("is told once, with its first three characters as a hint", async () => {
    const { call } = await openDirectory(azureWith());
    const { body: application } = await call("POST", "applications", { displayName: "a" });
    const path = `applications/${String(application["id"])}`;
    const given = { displayName: "rbac", startDateTime: "2026-11-24T00:00:00Z", endDateTime: "2027-11-24T00:00:00Z" };
    const { body: added } = await call("POST", `${path}/addPassword`, { passwordCredential: given });
    const { secretText, hint } = added;
    expect(String(secretText)).toMatch(/^[0-9A-Za-z][\w-]{2}8Q~[\w-]{34}$/);
    expect(added).toMatchObject({ ...given, hint: String(secretText).slice(0, 3), customKeyIdentifier: null });
    const { body: shown } = await call("GET", path);
    expect(shown["passwordCredentials"]).toEqual([
      { ...given, customKeyIdentifier: null, hint, keyId: added["keyId"], secretText: null },
    ]);
  });

  test("lasts two years unless the request says otherwise", async () => {
    const azure = azureWith();
    const { register } = await openDirectory(azure);
    await register("a");
    expect(azure.state.applications[0]?.passwordCredentials[0]?.endDateTime).toBe("2028-11-24T12:00:00Z");
  });

  test("that is not there cannot be removed", async () => {
    const { call, register } = await openDirectory(azureWith());
    const { id } = await register("a");
    expect((await call("POST", `applications/${id}/removePassword`, { keyId: "x" })).status).toBe(400);
  });
});

describe("an application", () => {
  test("keeps notes, tags and identifier URIs, and its service principal follows its name", async () => {
    const { call, list, register } = await openDirectory(azureWith());
    const { id, appId } = await register("a");
    const change = { displayName: "b", notes: "made by a test", tags: ["one"], identifierUris: ["api://b"] };
    expect((await call("PATCH", `applications/${id}`, change)).status).toBe(204);
    expect((await call("GET", `applications/${id}`)).body).toMatchObject(change);
    expect(await list("servicePrincipals", "servicePrincipalNames/any(c:c eq 'api://b')")).toMatchObject([
      { appId, displayName: "b", servicePrincipalNames: ["api://b", appId] },
    ]);
    await call("PATCH", `applications/${id}`, { notes: null });
    expect((await call("GET", `applications/${id}`)).body).toMatchObject({ notes: null, tags: ["one"] });
  });

  test("that is not there is 404 in the words that az knows", async () => {
    const { call } = await openDirectory(azureWith());
    const { status, body } = await call("GET", "applications/11111111-2222-4333-8444-555555555555");
    expect([status, body]).toMatchObject([
      404,
      {
        error: {
          code: "Request_ResourceNotFound",
          message:
            "Resource '11111111-2222-4333-8444-555555555555' does not exist or one of its queried reference-property " +
            "objects are not present.",
          innerError: { date: "2026-11-24T12:00:00" },
        },
      },
    ]);
  });
});
