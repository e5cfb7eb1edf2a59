import { ServiceError } from "../operation.ts";
import type { Call, SimulatedAzure } from "../operation.ts";
import type { AccessPolicy, SecretPermissions, Vault } from "../state.ts";

/** The API version from which on a vault uses RBAC unless told otherwise ("Prepare for Key Vault API version 2026-02-01"). */
const rbacByDefaultSince = "2026-02-01";

/** What a request says about a vault. */
export interface VaultRequest {
  location?: unknown;
  tags?: unknown;
  properties?: Record<string, unknown>;
}

export function bodyOf({ body }: Call): VaultRequest {
  return (body ?? {}) as VaultRequest;
}

/** Checks a vault's name as the service does; it is the only one who does. */
export function refuseInvalidName(name: string): void {
  if (/^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{1,22}[a-zA-Z0-9]$/.test(name)) return;
  const message = `The vault name '${name}' is invalid. A vault's name must be between 3-24 alphanumeric characters. The name must begin with a letter, end with a letter or digit, and not contain consecutive hyphens. Follow this link for more information: https://go.microsoft.com/fwlink/?linkid=2147742`;
  throw new ServiceError(400, "VaultNameNotValid", message);
}

/** Whether a vault is to use RBAC: what the request says, else the API version's default. */
export function usesRbac({ query }: Call, properties: Record<string, unknown>): boolean {
  const given = properties["enableRbacAuthorization"];
  if (typeof given === "boolean") return given;
  return (query.get("api-version") ?? "") >= rbacByDefaultSince;
}

/** Days for which deleted things can be recovered: 7 to 90, the default, fixed at the vault's creation. */
export function retentionOf(properties: Record<string, unknown>): number {
  const given = properties["softDeleteRetentionInDays"] ?? 90;
  if (typeof given === "number" && Number.isInteger(given) && given >= 7 && given <= 90) return given;
  const message = 'The property "softDeleteRetentionInDays" must be between 7 and 90 days (inclusive).';
  throw new ServiceError(400, "BadRequest", message);
}

/**
 * Reads access policies. A policy that was there already keeps the time from which the data plane honours it; a new one
 * takes `latency.accessPolicy`.
 */
export function readPolicies(azure: SimulatedAzure, given: unknown, before: readonly AccessPolicy[]): AccessPolicy[] {
  if (!Array.isArray(given)) return [];
  return given.map((each: { tenantId?: string; objectId?: string; permissions?: Partial<SecretPermissions> }) => {
    const { tenantId = azure.state.tenant.id, objectId = "" } = each;
    const permissions = readPermissions(each.permissions ?? {});
    const same = before.find(
      (policy) => policy.objectId === objectId && JSON.stringify(policy.permissions) === JSON.stringify(permissions),
    );
    const effectiveAt = same?.effectiveAt ?? azure.now() + azure.latency.accessPolicy;
    return { tenantId, objectId, permissions, effectiveAt };
  });
}

/** Permissions in the order in which the service returns them; kinds that are not named are left out. */
function readPermissions(given: Partial<SecretPermissions>): SecretPermissions {
  const kinds = ["keys", "secrets", "certificates", "storage"] as const;
  const named = kinds.flatMap((kind) =>
    given[kind] === undefined || given[kind] === null ? [] : [[kind, given[kind]]],
  );
  return Object.fromEntries(named) as SecretPermissions;
}

/** Sets what a request may change in a vault that exists. */
export function applyProperties(azure: SimulatedAzure, vault: Vault, properties: Record<string, unknown>): void {
  const flag = (name: string): boolean | undefined =>
    typeof properties[name] === "boolean" ? properties[name] : undefined;
  if (properties["accessPolicies"] !== undefined) {
    vault.accessPolicies = readPolicies(azure, properties["accessPolicies"], vault.accessPolicies);
  }
  vault.enableRbacAuthorization = flag("enableRbacAuthorization") ?? vault.enableRbacAuthorization;
  vault.enabledForDeployment = flag("enabledForDeployment") ?? vault.enabledForDeployment;
  vault.enabledForDiskEncryption = flag("enabledForDiskEncryption") ?? vault.enabledForDiskEncryption;
  vault.enabledForTemplateDeployment = flag("enabledForTemplateDeployment") ?? vault.enabledForTemplateDeployment;
  if (vault.enablePurgeProtection === true && flag("enablePurgeProtection") === false) {
    const message =
      'The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.';
    throw new ServiceError(400, "BadRequest", message);
  }
  vault.enablePurgeProtection = flag("enablePurgeProtection") ?? vault.enablePurgeProtection;
  if (properties["networkAcls"] !== undefined) vault.networkAcls = properties["networkAcls"];
  if (typeof properties["publicNetworkAccess"] === "string")
    vault.publicNetworkAccess = properties["publicNetworkAccess"];
  vault.modifiedAt = azure.now();
}
