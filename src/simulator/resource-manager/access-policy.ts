import type { SimulatedAzure } from "../operation.ts";
import type { AccessPolicy, SecretPermissions } from "../state.ts";
import { recordOf } from "./body.ts";

const kinds = ["keys", "secrets", "certificates", "storage"] as const;

/**
 * Reads access policies. One that was there already keeps the time from which the data plane honours it; a new or a
 * changed one takes `latency.accessPolicy`.
 */
export function readPolicies(azure: SimulatedAzure, given: unknown, before: readonly AccessPolicy[]): AccessPolicy[] {
  if (!Array.isArray(given)) return [];
  return given.map(recordOf).map((each) => {
    const tenantId = String(each["tenantId"] ?? azure.state.tenant.id);
    const objectId = String(each["objectId"] ?? "");
    const permissions = readPermissions(recordOf(each["permissions"]));
    const same = before.find(
      (policy) => policy.objectId === objectId && JSON.stringify(policy.permissions) === JSON.stringify(permissions),
    );
    const effectiveAt = same?.effectiveAt ?? azure.now() + azure.latency.accessPolicy;
    return { tenantId, objectId, permissions, effectiveAt };
  });
}

/** A policy as Resource Manager shows it: kinds without permissions are left out (recorded in az's test_keyvault_mgmt.yaml). */
export function showPolicy({ tenantId, objectId, permissions }: AccessPolicy): object {
  const named = kinds.filter((kind) => permissions[kind].length > 0).map((kind) => [kind, permissions[kind]]);
  return { tenantId, objectId, permissions: Object.fromEntries(named) };
}

/** The permissions of both, each once. */
export function joinPermissions(one: SecretPermissions, other: SecretPermissions): SecretPermissions {
  const join = (kind: (typeof kinds)[number]): string[] => [...new Set([...one[kind], ...other[kind]])];
  return {
    keys: join("keys"),
    secrets: join("secrets"),
    certificates: join("certificates"),
    storage: join("storage"),
  };
}

function readPermissions(given: Record<string, unknown>): SecretPermissions {
  const read = (kind: (typeof kinds)[number]): string[] => {
    const named = given[kind];
    return Array.isArray(named) ? named.map(String) : [];
  };
  return {
    keys: read("keys"),
    secrets: read("secrets"),
    certificates: read("certificates"),
    storage: read("storage"),
  };
}
