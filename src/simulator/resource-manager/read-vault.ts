import { ServiceError } from "../operation.ts";
import type { Call, SimulatedAzure } from "../operation.ts";
import type { Vault } from "../state.ts";
import { readPolicies } from "./access-policy.ts";
import { recordOf, textOf } from "./body.ts";
import { readNetworkAcls } from "./network-acls.ts";
import { badRequest, invalid, missing, refuseUnplayed } from "./refuse.ts";

/** The API version from which on a vault uses RBAC unless told otherwise ("Prepare for Key Vault API version 2026-02-01"). */
const rbacByDefaultSince = "2026-02-01";

/** What a vault's body can say, and what it may repeat of an answer (OpenAPI of Microsoft.KeyVault, "VaultProperties"). */
const settable = [
  ...["tenantId", "sku", "accessPolicies", "enabledForDeployment", "enabledForDiskEncryption"],
  ...["enabledForTemplateDeployment", "enableSoftDelete", "softDeleteRetentionInDays", "enableRbacAuthorization"],
  ...["createMode", "enablePurgeProtection", "networkAcls", "publicNetworkAccess"],
];
const readOnly = ["vaultUri", "provisioningState", "privateEndpointConnections", "hsmPoolResourceId"];

type Properties = Readonly<Record<string, unknown>>;

/** Throws 400 for a vault, new or put again, that lacks what one must have, unless it is to be recovered. */
export function refuseIncomplete(properties: Properties, usesRoles: boolean): void {
  if (properties["createMode"] === "recover") return;
  if (properties["tenantId"] === undefined) throw missing("tenantId");
  if (properties["sku"] === undefined) throw missing("sku");
  // "accessPolicies" is needed where they are what lets callers in (azure-sdk-for-net #28677).
  if (properties["accessPolicies"] === undefined && !usesRoles) throw missing("accessPolicies");
}

/** Whether a new vault is to use RBAC: what the request says, else the API version's default. */
export function usesRbac({ query }: Call, properties: Properties): boolean {
  return flagOf(properties, "enableRbacAuthorization") ?? (query.get("api-version") ?? "") >= rbacByDefaultSince;
}

/** Days for which deleted things of a new vault can be recovered: 7 to 90, which is the default. Throws 400 for others. */
export function retentionOf(properties: Properties): number {
  const given = properties["softDeleteRetentionInDays"] ?? 90;
  if (typeof given === "number" && Number.isInteger(given) && given >= 7 && given <= 90) return given;
  throw badRequest('The property "softDeleteRetentionInDays" must be between 7 and 90 days (inclusive).');
}

/** Sets what a request may change in a vault; what it leaves out stays as it is. Throws before anything is changed. */
export function applyProperties(azure: SimulatedAzure, vault: Vault, properties: Properties): void {
  refuseUnplayed(properties, [...settable, ...readOnly], "vault", "properties.");
  refuseRecovery(properties["createMode"]);
  refuseOtherTenant(azure, properties["tenantId"]);
  refuseOtherRetention(vault, properties);
  refuseUnprotecting(properties);
  const policies = properties["accessPolicies"] ?? undefined;
  const usesRoles = flagOf(properties, "enableRbacAuthorization");
  const flag = <T>(property: string, otherwise: T): boolean | T => flagOf(properties, property) ?? otherwise;
  const changes: Partial<Vault> = {
    sku: readSku(properties["sku"], vault.sku),
    ...(policies !== undefined && { accessPolicies: readPolicies(azure, policies, vault.accessPolicies) }),
    ...(usesRoles !== undefined && { enableRbacAuthorization: usesRoles, isRbacImplied: false }),
    enabledForDeployment: flag("enabledForDeployment", vault.enabledForDeployment),
    enabledForDiskEncryption: flag("enabledForDiskEncryption", vault.enabledForDiskEncryption),
    enabledForTemplateDeployment: flag("enabledForTemplateDeployment", vault.enabledForTemplateDeployment),
    enablePurgeProtection: flag("enablePurgeProtection", vault.enablePurgeProtection),
    ...(properties["networkAcls"] !== undefined && { networkAcls: readNetworkAcls(properties["networkAcls"]) }),
    publicNetworkAccess: readAccess(properties["publicNetworkAccess"]) ?? vault.publicNetworkAccess,
    modifiedAt: azure.now(),
  };
  Object.assign(vault, changes);
}

function readSku(given: unknown, before: Vault["sku"]): Vault["sku"] {
  if (given === undefined) return before;
  const sku = recordOf(given);
  refuseUnplayed(sku, ["family", "name"], "vault", "properties.sku.");
  const { family = before.family, name = before.name } = sku;
  const isKnown = String(family).toUpperCase() === "A" && /^(standard|premium)$/i.test(String(name));
  if (!isKnown) throw invalid("sku");
  return { family: "A", name: String(name).toLowerCase() };
}

function readAccess(given: unknown): string | undefined {
  if (given === undefined || given === null || given === "") return undefined;
  const found = ["Enabled", "Disabled"].find((each) => each.toLowerCase() === textOf(given).toLowerCase());
  if (found !== undefined) return found;
  if (textOf(given).toLowerCase() !== "securedbyperimeter") throw invalid("publicNetworkAccess");
  throw new ServiceError(501, "NotImplemented", "This simulator does not play network security perimeters.");
}

/** Recovering is for a deleted vault; what the service makes of it for one that is there is in no source. */
function refuseRecovery(createMode: unknown): void {
  if (createMode === undefined || createMode === null || createMode === "default") return;
  if (createMode !== "recover") throw invalid("createMode");
  const message = "This simulator does not play the recovery of a vault that is there.";
  throw new ServiceError(501, "NotImplemented", message);
}

function refuseOtherTenant({ state }: SimulatedAzure, given: unknown): void {
  if (given === undefined) return;
  if (typeof given !== "string" || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(given))
    throw invalid("tenantId");
  if (given.toLowerCase() === state.tenant.id.toLowerCase()) return;
  const message = `This simulator does not play vaults of another tenant than its own, ${state.tenant.id}.`;
  throw new ServiceError(501, "NotImplemented", message);
}

function refuseOtherRetention(vault: Vault, properties: Properties): void {
  const given = properties["softDeleteRetentionInDays"] ?? vault.softDeleteRetentionInDays;
  if (given === vault.softDeleteRetentionInDays) return;
  throw badRequest('The property "softDeleteRetentionInDays" has been set already and it can\'t be modified.');
}

/** Refused for a new vault too: who does not want protection leaves it out (azure-cli #29115); soft delete cannot be off. */
function refuseUnprotecting(properties: Properties): void {
  if (properties["enablePurgeProtection"] === false) {
    throw badRequest(
      'The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.',
    );
  }
  if (properties["enableSoftDelete"] === false) {
    throw badRequest(
      "The property \"enableSoftDelete\" can be set to false only for creating new vault. Enabling the 'soft delete' functionality is an irreversible action.",
    );
  }
}

function flagOf(properties: Properties, name: string): boolean | undefined {
  const given = properties[name] ?? undefined;
  if (given !== undefined && typeof given !== "boolean") throw invalid(name);
  return given;
}
