import type { Vault } from "@azure/arm-keyvault";
import type { Azure } from "./azure.ts";
import { listRoleNames } from "./role.ts";
import { findVault } from "./vault.ts";
import type { VaultPlace } from "./vault-secret.ts";

/** Whom a vault refused: an application by both of its IDs. */
export interface Refused extends VaultPlace {
  clientId: string;
  /** The object ID of its service principal. */
  principalId: string;
}

/** Built-in roles that may read and write secrets (Azure built-in roles for security). */
const rolesForSecrets = new Set(["Key Vault Secrets Officer", "Key Vault Administrator"]);

/** What the article's programs do with secrets. */
const needed = ["delete", "get", "list", "set"];

/**
 * Looks at the vault for why it refused an application.
 * @param refusal Azure's code
 * @returns a sentence, with what to do where that is clear; undefined when all is as it should be, or the vault is gone
 */
export async function whyRefused(azure: Azure, refused: Refused, refusal: string): Promise<string | undefined> {
  const vault = await findVault(azure, refused.resourceGroup, refused.vaultName);
  if (vault === undefined) return undefined;
  if (refusal === "ForbiddenByFirewall") {
    const action = vault.properties.networkAcls?.defaultAction ?? vault.properties.publicNetworkAccess;
    return `The vault's firewall refuses this machine's address (${action}): az keyvault network-rule add adds it.`;
  }
  if (vault.properties.enableRbacAuthorization === true) return whyRefusedByRoles(azure, vault, refused);
  return whyRefusedByPolicies(vault, refused);
}

function whyRefusedByPolicies(vault: Vault, { clientId, principalId }: Refused): string | undefined {
  const policies = vault.properties.accessPolicies ?? [];
  const own = policies.find(({ objectId }) => objectId === principalId);
  const granted = new Set<string>(own?.permissions.secrets?.map((each) => each.toLowerCase()) ?? []);
  const missing = granted.has("all") ? [] : needed.filter((each) => !granted.has(each));
  if (own !== undefined) {
    return missing.length === 0
      ? undefined
      : `The application's policy lacks, for secrets: ${missing.join(", ")}. az keyvault set-policy replaces the whole list.`;
  }
  if (policies.some(({ objectId }) => objectId === clientId)) {
    return `There is a policy for the application's ID; it has to name its service principal's object ID, ${principalId}: use --spn.`;
  }
  const others = policies.map(({ objectId }) => objectId).join(", ");
  return `The vault has policies, but for other object IDs: ${others}. The service principal's is ${principalId}.`;
}

async function whyRefusedByRoles(azure: Azure, vault: Vault, { principalId }: Refused): Promise<string> {
  const roles = await listRoleNames(azure, vault.id ?? "", principalId);
  if (roles.some((role) => rolesForSecrets.has(role))) {
    return "The role is assigned; until the vault knows it, Azure may take ten minutes.";
  }
  if (roles.length === 0) return "The application has no role on this vault.";
  return `The application's roles on this vault do not cover secrets: ${roles.join(", ")}.`;
}
