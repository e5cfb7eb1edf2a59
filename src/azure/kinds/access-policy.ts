import type { AccessPolicyEntry, Permissions, Vault } from "@azure/arm-keyvault";
import { z } from "zod";
import { exactly, type Expectation, type Json, type Kind, type Resource, wordsFor } from "../../tutorial/resource.ts";
import { described, sorted } from "./canonical.ts";
import type { Reads } from "./reads.ts";
import { vaultIdentity } from "./vault.ts";

const permissionsOf = ["secrets", "keys", "certificates", "storage"] as const;

const declaration = z.strictObject({
  /** Object ID of whom it lets in. */
  principal: z.string(),
  secrets: z.array(z.string()).optional(),
  keys: z.array(z.string()).optional(),
  certificates: z.array(z.string()).optional(),
  storage: z.array(z.string()).optional(),
  /** For the policy that az gives to who makes a vault. */
  permissions: z.literal("all").optional(),
});

/**
 * What az gives to who makes a vault, for each kind of thing: `all` (az 2.91, `create_vault`), or as older versions have
 * it, these permissions and more by their names.
 */
const leastOfAll: Readonly<Record<(typeof permissionsOf)[number], readonly string[]>> = {
  secrets: ["get", "list", "set", "delete", "backup", "restore", "recover"],
  keys: ["get", "create", "delete", "list", "update", "import", "backup", "restore", "recover"],
  certificates: ["get", "list", "delete", "create", "import", "update", "recover"],
  storage: ["get", "list", "delete", "set", "update", "regeneratekey"],
};

function everything(kind: (typeof permissionsOf)[number]): Expectation {
  return {
    words: "all",
    holds: (actual) => {
      if (!Array.isArray(actual)) return false;
      const isAll = actual.length === 1 && actual[0] === "all";
      return isAll || (!actual.includes("all") && leastOfAll[kind].every((each) => actual.includes(each)));
    },
  };
}

/** An access policy of a vault. Address: `vault/object ID`. It has no ID of its own: its vault's and its holder's are it. */
export const accessPolicy: Kind<Reads, z.infer<typeof declaration>> = {
  ...{ name: "access-policy", declaration, softDeletes: false, reservesName: false, isAttachment: true },

  async survey(reads) {
    const vaults = await reads.vaults();
    if ("refused" in vaults) {
      const needs = "the role Reader on the subscription";
      return { resources: [], unread: [{ what: "the vaults' access policies", needs, kind: "access-policy" }] };
    }
    const resources = vaults.items.flatMap((vault) =>
      (vault.properties.accessPolicies ?? []).map((policy) => readPolicy(vault, policy)),
    );
    return { resources, unread: [] };
  },

  addressOf: (named, { principal }) => `${named}/${principal}`,
  expected({ permissions, ...given }) {
    const all = permissionsOf.map((kind) => [
      kind,
      permissions === "all" ? everything(kind) : granted(given[kind] ?? []),
    ]);
    return Object.fromEntries(all);
  },
  usual: {},
  describe({ properties }) {
    const details = permissionsOf.map((kind) => {
      const words = listOf(properties[kind]);
      return words.length === 0 ? null : `${kind}: ${words.join(" ")}`;
    });
    return described(
      `policy for ${wordsFor(properties["principal"])} in vault ${wordsFor(properties["vault"])}`,
      ...details,
    );
  },
  removal({ properties: { vault, principal } }) {
    return [["az", "keyvault", "delete-policy", "-n", wordsFor(vault), "--object-id", wordsFor(principal)]];
  },
};

function readPolicy(vault: Vault, { objectId, applicationId, permissions }: AccessPolicyEntry): Resource {
  // A compound identity: this principal, but only through that application.
  const holder = applicationId === undefined ? objectId : `${objectId} through ${applicationId}`;
  return {
    ...{ kind: "access-policy", address: `${vault.name}/${holder}`, state: "live", goesWith: vaultIdentity(vault) },
    identity: `${vaultIdentity(vault)}/accessPolicies/${holder}`.toLowerCase(),
    belongsTo: objectId,
    properties: { vault: vault.name ?? "", principal: objectId, ...readPermissions(permissions) },
  };
}

function granted(permissions: readonly string[]): Expectation {
  return exactly(sorted(permissions.map((each) => each.toLowerCase())));
}

/** Permissions are told in whichever case they were given in. */
function readPermissions(permissions: Permissions): Record<string, Json> {
  return Object.fromEntries(
    permissionsOf.map((kind) => [kind, sorted(permissions[kind]?.map((each) => each.toLowerCase()))]),
  );
}

function listOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
