import type { SimulatedAzure } from "../operation.ts";
import type { AccessPolicy, SecretPermissions } from "../state.ts";
import { recordOf } from "./body.ts";
import { isPermission, kinds } from "./permissions.ts";
import { badRequest, invalid, refuseUnplayed } from "./refuse.ts";

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** How many a vault can have ("Azure Key Vault service limits"). */
const most = 1024;

/**
 * Reads access policies. One that was there already keeps the time from which the data plane honours it; a new or a
 * changed one takes `latency.accessPolicy`.
 *
 * @throws ServiceError 400 for what is no list of policies, one without a principal, or a permission that there is not
 */
export function readPolicies(azure: SimulatedAzure, given: unknown, before: readonly AccessPolicy[]): AccessPolicy[] {
  if (!Array.isArray(given)) throw invalid("accessPolicies");
  refuseTooMany(given.length);
  return given.map((each) => readPolicy(azure, recordOf(each), before));
}

/** Throws 400 for more policies than a vault can have. */
export function refuseTooMany(count: number): void {
  if (count > most) throw badRequest(`A vault can have ${most} access policies; the request makes it ${count}.`);
}

function readPolicy(
  azure: SimulatedAzure,
  given: Readonly<Record<string, unknown>>,
  before: readonly AccessPolicy[],
): AccessPolicy {
  const { applicationId, objectId, permissions: named, tenantId } = given;
  refuseUnplayed(
    given,
    ["tenantId", "objectId", "applicationId", "permissions"],
    "vault",
    "properties.accessPolicies.",
  );
  if (!isGuid(tenantId) || !isGuid(objectId) || typeof named !== "object" || named === null) {
    throw invalid("accessPolicies");
  }
  if (applicationId !== undefined && applicationId !== null && !isGuid(applicationId)) throw invalid("accessPolicies");
  const permissions = readPermissions(recordOf(named));
  const policy = {
    tenantId,
    objectId,
    permissions,
    named: kinds.filter((kind) => Array.isArray(recordOf(named)[kind])),
    ...(typeof applicationId === "string" && { applicationId }),
  };
  const same = before.find(
    (each) => isSame(each, policy) && JSON.stringify(each.permissions) === JSON.stringify(permissions),
  );
  return { ...policy, effectiveAt: same?.effectiveAt ?? azure.now() + azure.latency.accessPolicy };
}

/** Whether two policies are for the same principal: a vault has one for each, and one for each of its applications. */
export function isSame(one: Pick<AccessPolicy, "objectId" | "applicationId">, other: typeof one): boolean {
  const name = ({ applicationId = "", objectId }: typeof one): string => `${objectId} ${applicationId}`.toLowerCase();
  return name(one) === name(other);
}

/** A policy as Resource Manager shows it: with the kinds that the request named (recorded in az's test_keyvault_mgmt.yaml). */
export function showPolicy({ applicationId, named, objectId, permissions, tenantId }: AccessPolicy): object {
  const shown = kinds
    .filter((kind) => named?.includes(kind) ?? permissions[kind].length > 0)
    .map((kind) => [kind, permissions[kind]]);
  return {
    tenantId,
    objectId,
    ...(applicationId !== undefined && { applicationId }),
    permissions: Object.fromEntries(shown),
  };
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
  refuseUnplayed(given, kinds, "vault", "properties.accessPolicies.permissions.");
  const read = (kind: (typeof kinds)[number]): string[] => {
    const named = given[kind] ?? [];
    if (!Array.isArray(named) || !named.every((each) => isPermission(kind, each))) throw invalid("accessPolicies");
    return named.filter((each): each is string => typeof each === "string");
  };
  return {
    keys: read("keys"),
    secrets: read("secrets"),
    certificates: read("certificates"),
    storage: read("storage"),
  };
}

function isGuid(given: unknown): given is string {
  return typeof given === "string" && guid.test(given);
}
