import { ServiceError } from "../operation.ts";
import type { Call, SimulatedAzure } from "../operation.ts";
import type { Vault } from "../state.ts";
import { readPolicies } from "./access-policy.ts";
import { recordOf } from "./body.ts";

/** The API version from which on a vault uses RBAC unless told otherwise ("Prepare for Key Vault API version 2026-02-01"). */
const rbacByDefaultSince = "2026-02-01";

type Properties = Readonly<Record<string, unknown>>;

/** Whether a new vault is to use RBAC: what the request says, else the API version's default. */
export function usesRbac({ query }: Call, properties: Properties): boolean {
  return flagOf(properties["enableRbacAuthorization"]) ?? (query.get("api-version") ?? "") >= rbacByDefaultSince;
}

/** Days for which deleted things of a new vault can be recovered: 7 to 90, which is the default. Throws 400 for others. */
export function retentionOf(properties: Properties): number {
  const given = properties["softDeleteRetentionInDays"] ?? 90;
  if (typeof given === "number" && Number.isInteger(given) && given >= 7 && given <= 90) return given;
  const message = 'The property "softDeleteRetentionInDays" must be between 7 and 90 days (inclusive).';
  throw new ServiceError(400, "BadRequest", message);
}

/** Sets what a request may change in a vault; what it leaves out stays as it is. Throws before anything is changed. */
export function applyProperties(azure: SimulatedAzure, vault: Vault, properties: Properties): void {
  refuseOtherRetention(vault, properties);
  refuseUnprotecting(properties);
  const { family = vault.sku.family, name = vault.sku.name } = recordOf(properties["sku"]);
  vault.sku = { family: String(family), name: String(name) };
  if (Array.isArray(properties["accessPolicies"])) {
    vault.accessPolicies = readPolicies(azure, properties["accessPolicies"], vault.accessPolicies);
  }
  const flag = <T>(property: string, otherwise: T): boolean | T => flagOf(properties[property]) ?? otherwise;
  vault.enableRbacAuthorization = flag("enableRbacAuthorization", vault.enableRbacAuthorization);
  vault.enabledForDeployment = flag("enabledForDeployment", vault.enabledForDeployment);
  vault.enabledForDiskEncryption = flag("enabledForDiskEncryption", vault.enabledForDiskEncryption);
  vault.enabledForTemplateDeployment = flag("enabledForTemplateDeployment", vault.enabledForTemplateDeployment);
  vault.enablePurgeProtection = flag("enablePurgeProtection", vault.enablePurgeProtection);
  if (properties["networkAcls"] !== undefined) vault.networkAcls = readNetworkAcls(properties["networkAcls"]);
  if (properties["publicNetworkAccess"]) vault.publicNetworkAccess = String(properties["publicNetworkAccess"]);
  vault.modifiedAt = azure.now();
}

/** A vault's firewall. One that keeps callers out names its rules even where it has none (recorded in az's test_keyvault_mgmt.yaml). */
function readNetworkAcls(given: unknown): object | null {
  if (given === null) return null;
  const acls = recordOf(given);
  return acls["defaultAction"] === "Deny"
    ? { bypass: "AzureServices", defaultAction: "Deny", ipRules: [], virtualNetworkRules: [], ...acls }
    : acls;
}

function refuseOtherRetention(vault: Vault, properties: Properties): void {
  const given = properties["softDeleteRetentionInDays"] ?? vault.softDeleteRetentionInDays;
  if (given === vault.softDeleteRetentionInDays) return;
  const message = 'The property "softDeleteRetentionInDays" has been set already and it can\'t be modified.';
  throw new ServiceError(400, "BadRequest", message);
}

/** Refused for a new vault too: who does not want protection leaves it out (azure-cli #29115). */
function refuseUnprotecting(properties: Properties): void {
  if (properties["enablePurgeProtection"] !== false) return;
  const message =
    'The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.';
  throw new ServiceError(400, "BadRequest", message);
}

function flagOf(given: unknown): boolean | undefined {
  return typeof given === "boolean" ? given : undefined;
}
