import type { RoleAssignment } from "@azure/arm-authorization";
import { z } from "zod";
import { exactly, isNamed, type Kind, type Resource, wordsFor } from "../../tutorial/resource.ts";
import { described, timeOf } from "./canonical.ts";
import type { Reads } from "./reads.ts";
import { groupIdentity } from "./resource-group.ts";
import { roleName } from "./role-names.ts";
import { vaultIdentity } from "./vault.ts";

const declaration = z.strictObject({
  /** Object ID of whom it is given to. */
  principal: z.string(),
  /** `vault x`, `resource group x`, `subscription`, or a resource's whole ID. */
  scope: z.string(),
});

/**
 * A role given to somebody, at whatever scope of the subscription. Declared by the role's name (its GUID for one that is
 * not among those of `role-names.ts`). Identity: its ID.
 */
export const roleAssignment: Kind<Reads, z.infer<typeof declaration>> = {
  ...{ name: "role-assignment", declaration, softDeletes: false, reservesName: false, isAttachment: true },

  async survey(reads) {
    const [listed, vaults, groups] = await Promise.all([reads.assignments(), reads.vaults(), reads.groups()]);
    if ("refused" in listed) {
      const needs = "the permission Microsoft.Authorization/roleAssignments/read, which the role Reader has";
      return {
        resources: [],
        unread: [{ what: "the subscription's role assignments", needs, kind: "role-assignment" }],
      };
    }
    const places = new Map([
      ...("items" in groups ? groups.items : []).map((each) => [each.id.toLowerCase(), groupIdentity(each)] as const),
      ...("items" in vaults ? vaults.items : []).map(
        (each) => [each.id?.toLowerCase() ?? "", vaultIdentity(each)] as const,
      ),
    ]);
    return { resources: listed.items.map((item) => readAssignment(item, places)), unread: [] };
  },

  addressOf: (named, { principal, scope }) => addressOf(named, principal, shortScope(scope)),
  // All of it is in the address.
  expected: () => ({ condition: exactly(null) }),
  usual: {},
  describe({ properties: { role, principal, scope, condition } }) {
    return described(`role ${wordsFor(role)} for ${wordsFor(principal)} on ${wordsFor(scope)}`, condition);
  },
  removal: ({ id = "" }) => [["az", "role", "assignment", "delete", "--ids", id]],
};

function addressOf(role: string, principal: string, scope: string): string {
  return `${role} for ${principal} on ${scope}`;
}

function readAssignment(item: RoleAssignment, places: ReadonlyMap<string, string>): Resource {
  const { id = "", scope = "", principalId = "", roleDefinitionId = "", condition = null } = item;
  const role = roleName(roleDefinitionId);
  const short = shortScope(scope);
  const isWithin = ([place]: [string, string]): boolean => `${scope.toLowerCase()}/`.startsWith(`${place}/`);
  const [[, goesWith] = []] = [...places].filter(isWithin).toSorted(([a], [b]) => b.length - a.length);
  return {
    ...{ kind: "role-assignment", address: addressOf(role, principalId, short), identity: id.toLowerCase() },
    ...{ state: "live", id, properties: { role, principal: principalId, scope: short, condition } },
    belongsTo: principalId,
    ...(goesWith === undefined ? {} : { goesWith }),
    ...(item.createdOn === undefined ? {} : { createdAt: timeOf(item.createdOn) }),
    ...(item.createdBy ? { createdBy: item.createdBy } : {}),
    ...(item.updatedOn === undefined ? {} : { changedAt: timeOf(item.updatedOn) }),
    ...(item.updatedBy ? { changedBy: item.updatedBy } : {}),
  };
}

/** A scope in the words of a declaration, so that both can be compared: `vault x`, `resource group x`, `subscription`. */
function shortScope(scope: string): string {
  const [, vault] =
    /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/([^/]+\/[^/]+\/[^/]+)$/i.exec(scope) ?? [];
  const [provider = "", type = "", name = ""] = vault?.split("/") ?? [];
  if (isNamed(`${provider}/${type}`, "Microsoft.KeyVault/vaults")) return `vault ${name}`;
  const [, group] = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)$/i.exec(scope) ?? [];
  if (group !== undefined) return `resource group ${group}`;
  return /^\/subscriptions\/[^/]+$/i.test(scope) ? "subscription" : scope;
}
