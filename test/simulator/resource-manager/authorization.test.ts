import { describe, expect, test } from "vitest";
import { roleDefinitions } from "../../../src/simulator/resource-manager/role-definitions.ts";
import { azureWith } from "../azure.ts";
import { application, asApplication, asPerson, error, subscriptionOf } from "./resource-manager.ts";
import { newVault } from "./vaults.ts";

const guid = (n: number): string => `30000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** A group with a vault, one beside it, and an application that has the given roles. */
async function open(roles: Record<string, string> = {}, latency = {}) {
  const clock = { now: Date.parse("2026-11-24T12:00:00Z") };
  const azure = azureWith({ now: () => clock.now, latency });
  const person = asPerson(azure);
  const root = subscriptionOf(azure);
  const group = `${root}/resourceGroups/my-group`;
  const vault = `${group}/providers/Microsoft.KeyVault/vaults/my-vault`;
  for (const name of ["my-group", "other-group"]) {
    await person("PUT", `${root}/resourceGroups/${name}`, { location: "eastus" });
  }
  await person("PUT", vault, newVault(azure));
  const principal = { id: application.objectId, appId: application.appId, displayName: "mySP", tags: [] };
  azure.state.servicePrincipals.push({ ...principal, createdAt: 0, knownAt: 0 });
  let count = 0;
  for (const [roleName, below] of Object.entries(roles)) {
    await assign(person, `${root}${below}`, roleName, guid(++count));
  }
  return { azure, clock, person, call: asApplication(azure), root, group, vault };
}

function assign(call: ReturnType<typeof asPerson>, scope: string, roleName: string, name: string) {
  const role = roleDefinitions.find((each) => each.roleName === roleName);
  const roleDefinitionId = `${scope}/providers/Microsoft.Authorization/roleDefinitions/${role?.id}`;
  const properties = { roleDefinitionId, principalId: application.objectId };
  return call("PUT", `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`, { properties });
}

const myGroup = "/resourceGroups/my-group";
const keyVault = "/providers/Microsoft.KeyVault";
const myVault = `${myGroup}${keyVault}/vaults/my-vault`;
const roleAssignments = "/providers/Microsoft.Authorization/roleAssignments";

/** Requests, each with the action that it takes and where, below the subscription. */
const requests = [
  ["GET", "", "Microsoft.Resources/subscriptions/read", ""],
  ["GET", "/locations", "Microsoft.Resources/subscriptions/locations/read", ""],
  ["GET", "/resources", "Microsoft.Resources/subscriptions/resources/read", ""],
  ["GET", "/resourceGroups", "Microsoft.Resources/subscriptions/resourceGroups/read", ""],
  ["PUT", myGroup, "Microsoft.Resources/subscriptions/resourceGroups/write", myGroup],
  ["DELETE", myGroup, "Microsoft.Resources/subscriptions/resourceGroups/delete", myGroup],
  ["GET", `${myGroup}/resources`, "Microsoft.Resources/subscriptions/resourceGroups/resources/read", myGroup],
  ["GET", keyVault, "Microsoft.Resources/subscriptions/providers/read", keyVault],
  ["POST", `${keyVault}/register`, "Microsoft.KeyVault/register/action", ""],
  ["POST", `${keyVault}/checkNameAvailability`, "Microsoft.KeyVault/checkNameAvailability/read", ""],
  ["GET", `${keyVault}/vaults`, "Microsoft.KeyVault/vaults/read", ""],
  ["GET", `${myGroup}${keyVault}/vaults`, "Microsoft.KeyVault/vaults/read", myGroup],
  ["GET", myVault, "Microsoft.KeyVault/vaults/read", myVault],
  ["PUT", myVault, "Microsoft.KeyVault/vaults/write", myVault],
  ["PATCH", myVault, "Microsoft.KeyVault/vaults/write", myVault],
  ["DELETE", myVault, "Microsoft.KeyVault/vaults/delete", myVault],
  [
    "PUT",
    `${myVault}/accessPolicies/add`,
    "Microsoft.KeyVault/vaults/accessPolicies/write",
    `${myVault}/accessPolicies/add`,
  ],
  [
    "POST",
    `${keyVault}/locations/eastus/deletedVaults/a/purge`,
    "Microsoft.KeyVault/locations/deletedVaults/purge/action",
    `${keyVault}/locations/eastus/deletedVaults/a`,
  ],
  ["GET", `${myVault}${roleAssignments}`, "Microsoft.Authorization/roleAssignments/read", myVault],
  [
    "PUT",
    `${roleAssignments}/${guid(9)}`,
    "Microsoft.Authorization/roleAssignments/write",
    `${roleAssignments}/${guid(9)}`,
  ],
] as const;

describe("an application without a role", () => {
  test.each(requests)("may not %s %s, which takes %s", async (method, below, action, scope) => {
    const { call, root } = await open();
    const { appId, objectId } = application;
    const message = `The client '${appId}' with object id '${objectId}' does not have authorization to perform action '${action}' over scope '${root}${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`;
    expect(await call(method, `${root}${below}`, method === "GET" ? undefined : {})).toMatchObject({
      status: 403,
      body: error("AuthorizationFailed", message),
    });
  });

  test("sees no subscription, and that is no error", async () => {
    const { call } = await open();
    expect(await call("GET", "/subscriptions")).toMatchObject({ status: 200, body: { value: [] } });
  });

  test("cannot make itself owner", async () => {
    const { azure, call, root } = await open();
    expect((await assign(call, root, "Owner", guid(9))).status).toBe(403);
    expect(azure.state.roleAssignments).toEqual([]);
  });
});

describe("a role", () => {
  test("lets its holder see the subscription in which it is", async () => {
    const { azure, call } = await open({ Reader: myVault });
    const subscriptions = [{ subscriptionId: azure.state.subscription.id }];
    expect((await call("GET", "/subscriptions")).body).toMatchObject({ value: subscriptions });
  });

  test("holds below its scope, in whatever case that is written, and not beside it", async () => {
    const { call, root, vault } = await open({ Reader: "/RESOURCEGROUPS/MY-GROUP" });
    expect((await call("GET", vault)).status).toBe(200);
    expect((await call("GET", `${root}/resourceGroups/other-group`)).status).toBe(403);
    expect((await call("GET", `${root}/resourceGroups/my-group-too`)).status).toBe(403);
  });

  test("takes effect after its latency", async () => {
    const { call, clock, vault } = await open({ Reader: myVault }, { roleAssignment: 1000 });
    expect((await call("GET", vault)).status).toBe(403);
    clock.now += 1000;
    expect((await call("GET", vault)).status).toBe(200);
  });

  test.each([`${myVault}${roleAssignments}/${guid(1)}`, myVault, myGroup])("ends with DELETE %s", async (what) => {
    const { azure, person, root } = await open({ Reader: myVault });
    await person("DELETE", `${root}${what}`);
    expect(azure.state.roleAssignments).toEqual([]);
  });
});

describe("of the built-in roles", () => {
  test("Reader may look and not change", async () => {
    const { call, vault } = await open({ Reader: "" });
    expect((await call("GET", vault)).status).toBe(200);
    expect((await call("DELETE", vault)).status).toBe(403);
  });

  test("Contributor may change and not assign roles", async () => {
    const { call, vault } = await open({ Contributor: "" });
    expect((await assign(call, vault, "Reader", guid(9))).status).toBe(403);
    expect((await call("DELETE", vault)).status).toBe(200);
  });

  test("User Access Administrator may assign roles and not change", async () => {
    const { call, vault } = await open({ "User Access Administrator": "" });
    expect((await call("DELETE", vault)).status).toBe(403);
    expect((await assign(call, vault, "Reader", guid(9))).status).toBe(201);
  });

  test("Key Vault Administrator may not change the vault itself", async () => {
    const { call, vault } = await open({ "Key Vault Administrator": "" });
    expect((await call("PATCH", vault, {})).status).toBe(403);
  });

  test("Key Vault Purge Operator may purge a deleted vault, and not delete one", async () => {
    const { call, person, root, vault } = await open({ "Key Vault Purge Operator": "" });
    expect((await call("DELETE", vault)).status).toBe(403);
    await person("DELETE", vault);
    const purged = await call("POST", `${root}${keyVault}/locations/eastus/deletedVaults/my-vault/purge`);
    expect(purged.status).toBe(200);
    expect((await person("GET", `${root}${keyVault}/deletedVaults`)).body).toEqual({ value: [] });
  });

  test("each is known by its own GUID and name", () => {
    expect(new Set(roleDefinitions.map(({ id }) => id)).size).toBe(roleDefinitions.length);
    expect(new Set(roleDefinitions.map(({ roleName }) => roleName)).size).toBe(roleDefinitions.length);
  });
});
