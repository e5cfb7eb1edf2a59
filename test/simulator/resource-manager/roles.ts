import { isAllowed } from "../../../src/simulator/resource-manager/role-access.ts";
import { azureWith } from "../azure.ts";
import { application, asPerson, subscriptionOf } from "./resource-manager.ts";

/** GUIDs of roles, the same in every Azure. */
export const secretsOfficer = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";
export const secretsUser = "4633458b-17de-408a-b874-0445c86b69e6";

/** A simulated Azure with a group and a service principal, whose clock the test moves. */
export async function openRoles(given: Parameters<typeof azureWith>[0] & { knownAfter?: number } = {}) {
  const clock = { now: Date.parse("2026-11-24T12:00:00Z") };
  const azure = azureWith({ now: () => clock.now, ...given });
  azure.state.servicePrincipals.push({
    id: application.objectId,
    appId: application.appId,
    displayName: "mySP",
    tags: [],
    createdAt: clock.now,
    knownAt: clock.now + (given.knownAfter ?? 0),
  });
  const call = asPerson(azure);
  const subscription = subscriptionOf(azure);
  const group = `${subscription}/resourceGroups/my-group`;
  await call("PUT", group, { location: "eastus" });
  const vault = `${group}/providers/Microsoft.KeyVault/vaults/my-own-vault`;
  let count = 0;

  /** Assigns a role to the application. */
  function assign(
    scope: string,
    roleId: string,
    more: object = {},
    name = `30000000-0000-4000-8000-00000000000${++count}`,
  ) {
    const roleDefinitionId = `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roleId}`;
    const properties = { roleDefinitionId, principalId: application.objectId, ...more };
    return call("PUT", `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`, { properties });
  }

  /** Whether the application may do something with the data of the vault, or of another scope. */
  function may(dataAction: string, scope = vault): boolean {
    return isAllowed(azure.state, clock.now, { principalId: application.objectId, scope, dataAction });
  }

  return { azure, clock, call, subscription, group, vault, assign, may };
}
