import { describe, expect, test } from "vitest";
import { application, error } from "./resource-manager.ts";
import type { ArmCall } from "./resource-manager.ts";
import { openRoles, secretsOfficer, secretsUser } from "./roles.ts";
import { newVault } from "./vaults.ts";

/** The last digits of the names of what is listed. */
async function names(call: ArmCall, scope: string, filter?: string) {
  const query = filter === undefined ? "" : `?$filter=${encodeURIComponent(filter)}`;
  const { body } = await call("GET", `${scope}/providers/Microsoft.Authorization/roleAssignments${query}`);
  const { value } = body;
  return Array.isArray(value) ? value.map(({ name }) => String(name).slice(-1)) : value;
}

/** Four assignments: 1 at the subscription, 2 at the group, 3 at the vault, and 4 there for the person. */
async function openAssigned() {
  const opened = await openRoles();
  const { assign, azure, subscription, group, vault } = opened;
  await assign(subscription, secretsUser, {}, "30000000-0000-4000-8000-000000000001");
  await assign(group, secretsUser, {}, "30000000-0000-4000-8000-000000000002");
  await assign(vault, secretsUser, {}, "30000000-0000-4000-8000-000000000003");
  const person = { principalId: azure.state.user.id };
  await assign(vault, secretsOfficer, person, "30000000-0000-4000-8000-000000000004");
  return opened;
}

describe("assigning a role", () => {
  test("is 201 with the assignment, and again 409", async () => {
    const { azure, assign, vault, subscription } = await openRoles();
    const name = "30000000-0000-4000-8000-00000000000a";
    const { status, body } = await assign(vault, secretsOfficer, {}, name);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: `${vault}/providers/Microsoft.Authorization/roleAssignments/${name}`,
      name,
      type: "Microsoft.Authorization/roleAssignments",
      properties: {
        roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${secretsOfficer}`,
        principalId: application.objectId,
        principalType: "ServicePrincipal",
        scope: vault,
        createdBy: null,
        updatedBy: azure.state.user.id,
      },
    });
    const again = await assign(vault, secretsOfficer);
    expect(again.status).toBe(409);
    expect(again.body).toEqual(
      error("RoleAssignmentExists", expect.stringContaining("The role assignment already exists.")),
    );
    expect(azure.state.roleAssignments).toHaveLength(1);
  });

  test("a name that stands for another assignment is refused", async () => {
    const { azure, assign, group, vault } = await openRoles();
    const name = "30000000-0000-4000-8000-00000000000b";
    await assign(vault, secretsOfficer, {}, name);
    const { status, body } = await assign(vault, secretsUser, {}, name);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { code: "RoleAssignmentUpdateNotPermitted" } });
    await assign(group, secretsUser);
    expect(azure.state.roleAssignments).toHaveLength(2);
  });

  test("a service principal that is too new is found once its type is said, or after a while", async () => {
    const { clock, assign, group, vault } = await openRoles({ knownAfter: 12_000 });
    const early = await assign(vault, secretsUser);
    expect(early.status).toBe(400);
    expect(early.body).toEqual(
      error(
        "PrincipalNotFound",
        expect.stringContaining(`Principal ${application.objectId.replaceAll("-", "")} does not`),
      ),
    );
    expect((await assign(vault, secretsUser, { principalType: "ServicePrincipal" })).status).toBe(201);
    clock.now += 12_000;
    expect((await assign(group, secretsUser)).status).toBe(201);
  });

  test("a role or a group that does not exist is refused", async () => {
    const { azure, assign, group, vault } = await openRoles();
    expect((await assign(vault, application.appId)).body).toMatchObject({
      error: { code: "RoleDefinitionDoesNotExist" },
    });
    expect((await assign(group.replace("my-group", "none"), secretsUser)).body).toMatchObject({
      error: { code: "ResourceGroupNotFound" },
    });
    expect(azure.state.roleAssignments).toEqual([]);
  });
});

describe("listing role assignments", () => {
  test("atScope() lists what holds there, inherited ones too", async () => {
    const { call, subscription, group, vault } = await openAssigned();
    expect(await names(call, subscription, "atScope()")).toEqual(["1"]);
    expect(await names(call, group, "atScope()")).toEqual(["1", "2"]);
    expect(await names(call, vault, "atScope()")).toEqual(["1", "2", "3", "4"]);
  });

  test("without a filter those below are listed too", async () => {
    const { call, subscription } = await openAssigned();
    expect(await names(call, subscription)).toEqual(["1", "2", "3", "4"]);
  });

  test("one principal's are listed by principalId or assignedTo()", async () => {
    const { azure, call, group, vault } = await openAssigned();
    const person = azure.state.user.id;
    expect(await names(call, vault, `principalId eq '${person}'`)).toEqual(["4"]);
    expect(await names(call, vault, `assignedTo('${person}')`)).toEqual(["4"]);
    expect(await names(call, group, `atScope() and principalId eq '${application.objectId}'`)).toEqual(["1", "2"]);
  });

  test("a role is taken away once: 200 with what it was, then 204", async () => {
    const { call, vault } = await openAssigned();
    const path = `${vault}/providers/Microsoft.Authorization/roleAssignments/30000000-0000-4000-8000-000000000003`;
    expect((await call("GET", path)).status).toBe(200);
    expect(await call("DELETE", path)).toMatchObject({ status: 200, body: { properties: { scope: vault } } });
    expect(await call("DELETE", path)).toMatchObject({ status: 204, body: {} });
    expect((await call("GET", path)).status).toBe(404);
  });

  test("a vault and a group take their assignments with them", async () => {
    const { azure, call, subscription, group, vault } = await openAssigned();
    await call("PUT", vault, newVault(azure));
    await call("DELETE", vault);
    expect(await names(call, subscription)).toEqual(["1", "2"]);
    await call("DELETE", group);
    expect(await names(call, subscription)).toEqual(["1"]);
  });
});
