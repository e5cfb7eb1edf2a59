import { describe, expect, test } from "vitest";
import { azureWith } from "./azure.ts";
import { openDirectory } from "./graph/directory.ts";
import { application, subscriptionOf } from "./resource-manager/resource-manager.ts";
import { openRoles, secretsOfficer, secretsUser } from "./resource-manager/roles.ts";
import { newVault, openVaults } from "./resource-manager/vaults.ts";

const noon = Date.parse("2026-11-24T12:00:00Z");

/** A directory in which `a`, `b` and `c` are registered ten minutes apart, from noon on. */
async function openTimes() {
  const clock = { now: noon };
  const azure = azureWith({ now: () => clock.now });
  const directory = await openDirectory(azure);
  const made = [];
  for (const name of ["a", "b", "c"]) {
    made.push(await directory.register(name));
    clock.now += 600_000;
  }
  return { azure, clock, made, ...directory };
}

const names = (objects: unknown): unknown[] =>
  Array.isArray(objects) ? objects.map(({ displayName }: { displayName: unknown }) => displayName) : [];

describe("an inventory of the directory", () => {
  test.each([
    ["createdDateTime ge 2026-11-24T12:10:00Z", ["b", "c"]],
    ["createdDateTime gt 2026-11-24T13:10:00+01:00", ["c"]],
    ["createdDateTime le 2026-11-24T12:00:00Z or displayName eq 'C'", ["a", "c"]],
    ["createdDateTime ge 2026-11-24T12:10:00Z and startswith(displayName,'b')", ["b"]],
    ["displayName in ('a','c')", ["a", "c"]],
  ])("finds applications and service principals by %s", async (filter, expected) => {
    const { list } = await openTimes();
    expect(names(await list("applications", filter))).toEqual(expected);
    expect(names(await list("servicePrincipals", filter))).toEqual(expected);
  });

  test("selects members and follows pages to the end", async () => {
    const { call, made } = await openTimes();
    const first = (await call("GET", "applications?$select=appId&$top=2")).body;
    expect(first).toMatchObject({
      "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#applications(appId)",
      value: [{ appId: made[0]?.appId }, { appId: made[1]?.appId }],
    });
    expect(Object.keys(Object(first["value"])[0])).toEqual(["appId"]);
    const link = String(first["@odata.nextLink"]).replace("https://graph.microsoft.com/v1.0/", "");
    const second = (await call("GET", link)).body;
    expect(second["value"]).toEqual([{ appId: made[2]?.appId }]);
    expect(second).not.toHaveProperty("@odata.nextLink");
  });

  test("shows what the person owns, all of it or one kind", async () => {
    const { call, made } = await openTimes();
    const all = (await call("GET", "me/ownedObjects")).body["value"];
    expect(all).toHaveLength(6);
    expect(all).toContainEqual(
      expect.objectContaining({ "@odata.type": "#microsoft.graph.servicePrincipal", id: made[0]?.principalId }),
    );
    const some = await call("GET", "me/ownedObjects/microsoft.graph.application?$filter=displayName eq 'b'");
    expect(some.body["value"]).toMatchObject([{ id: made[1]?.id, displayName: "b" }]);
  });

  test("shows what was deleted, by kind and since when", async () => {
    const { call, clock, list, made } = await openTimes();
    await call("DELETE", `servicePrincipals/${made[0]?.principalId}`);
    clock.now += 60_000;
    await call("DELETE", `applications/${made[1]?.id}`);
    const deleted = "directory/deletedItems/microsoft.graph";
    expect(names(await list(`${deleted}.application`))).toEqual(["b"]);
    expect(names(await list(`${deleted}.servicePrincipal`))).toEqual(["a", "b"]);
    const late = new Date(clock.now).toISOString();
    expect(names(await list(`${deleted}.servicePrincipal`, `deletedDateTime ge ${late}`))).toEqual(["b"]);
  });

  test.each(["$expand=owners", "$search=x", "$skip=1"])("refuses %s, which it would forget", async (option) => {
    const { call } = await openDirectory(azureWith());
    const { status, body } = await call("GET", `applications?${option}`);
    expect([status, JSON.stringify(body)]).toEqual([501, expect.stringContaining("This simulator does not play")]);
  });

  test("needs `$count` for what only advanced queries can", async () => {
    const { call } = await openTimes();
    expect((await call("GET", "applications?$filter=displayName ne 'a'")).status).toBe(400);
    const { body } = await call("GET", "applications?$count=true&$orderby=displayName desc&$filter=displayName ne 'a'");
    expect([body["@odata.count"], names(body["value"])]).toEqual([2, ["c", "b"]]);
  });
});

describe("an inventory of the subscription", () => {
  test("lists all groups, with the time they were made where it is asked for", async () => {
    const { azure, call, clock } = await openVaults();
    clock.now += 60_000;
    await call("PUT", `${subscriptionOf(azure)}/resourceGroups/second`, { location: "westus" });
    const path = `${subscriptionOf(azure)}/resourcegroups`;
    expect((await call("GET", `${path}?$top=1`)).body).toMatchObject({ value: [{ name: "my-group" }] });
    const { body } = await call("GET", `${path}?$expand=createdTime`);
    expect(body["value"]).toMatchObject([
      { name: "my-group", createdTime: "2026-11-24T12:00:00.000Z" },
      { name: "second", createdTime: "2026-11-24T12:01:00.000Z" },
    ]);
  });

  test("lists all vaults with properties and system data, page by page, and the deleted ones", async () => {
    const { azure, call, keyVault, vaults } = await openVaults();
    for (const name of ["vault-a", "vault-b", "vault-c"]) await call("PUT", `${vaults}/${name}`, newVault(azure));
    const first = (await call("GET", `${keyVault}/vaults?$top=2`)).body;
    expect(first["value"]).toMatchObject([
      {
        name: "vault-a",
        properties: { accessPolicies: [{ objectId: azure.state.user.id }], softDeleteRetentionInDays: 7 },
        systemData: { createdBy: azure.state.user.userPrincipalName, createdAt: "2026-11-24T12:00:00.000Z" },
      },
      { name: "vault-b" },
    ]);
    const link = String(first["nextLink"]).replace("https://management.azure.com", "");
    expect((await call("GET", link)).body).toMatchObject({ value: [{ name: "vault-c" }] });

    await call("DELETE", `${vaults}/vault-b`);
    expect((await call("GET", `${keyVault}/deletedVaults`)).body["value"]).toMatchObject([
      { name: "vault-b", properties: { vaultId: `${vaults}/vault-b`, deletionDate: "2026-11-24T12:00:00Z" } },
    ]);
    const filter = encodeURIComponent("resourceType eq 'Microsoft.KeyVault/vaults'");
    const resources = await call("GET", `${subscriptionOf(azure)}/resources?$filter=${filter}&$expand=createdTime`);
    expect(resources.body["value"]).toMatchObject([
      { name: "vault-a", createdTime: "2026-11-24T12:00:00.000Z" },
      { name: "vault-c" },
    ]);
  });

  test("lists the role assignments at every scope, or one principal's, with who made them and when", async () => {
    const { assign, azure, call, group, subscription, vault } = await openRoles();
    await assign(subscription, secretsUser);
    await assign(vault, secretsOfficer);
    await assign(group, secretsOfficer, { principalId: azure.state.user.id });
    const path = `${subscription}/providers/Microsoft.Authorization/roleAssignments`;
    expect((await call("GET", path)).body["value"]).toHaveLength(3);
    const filter = encodeURIComponent(`principalId eq '${application.objectId}'`);
    expect((await call("GET", `${path}?$filter=${filter}`)).body["value"]).toMatchObject([
      { properties: { scope: subscription, createdBy: azure.state.user.id, createdOn: "2026-11-24T12:00:00.000Z" } },
      { properties: { scope: vault, principalId: application.objectId, principalType: "ServicePrincipal" } },
    ]);
    expect((await call("GET", `${path}?$filter=${encodeURIComponent("atScope()")}`)).body["value"]).toHaveLength(1);
  });
});
