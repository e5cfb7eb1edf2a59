import { ServiceError } from "../operation.ts";
import type { SimulatedAzure } from "../operation.ts";
import { findDeletedVault } from "./deleted-vault.ts";
import { findVault } from "./vault.ts";

/** Names that belong to somebody else's vaults: a vault's name is unique in all of Azure. */
const takenElsewhere: ReadonlySet<string> = new Set([
  "contoso",
  "contoso-vault",
  "contosovault",
  "myvault",
  "mykeyvault",
  "fabrikam",
]);

/** Whether a name keeps the rule for vaults: 3 to 24 letters, digits and single hyphens, beginning with a letter. */
export function isVaultName(name: string): boolean {
  return /^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{1,22}[a-zA-Z0-9]$/.test(name);
}

/** Throws what the service says to a name that breaks the rule; no client checks it beforehand. */
export function refuseInvalidName(name: string): void {
  if (isVaultName(name)) return;
  const message = `The vault name '${name}' is invalid. A vault's name must be between 3-24 alphanumeric characters. The name must begin with a letter, end with a letter or digit, and not contain consecutive hyphens. Follow this link for more information: https://go.microsoft.com/fwlink/?linkid=2147742`;
  throw new ServiceError(400, "VaultNameNotValid", message);
}

/** Whether somebody else, or another group of this subscription, has a vault of that name. */
export function isTaken(azure: SimulatedAzure, name: string): boolean {
  return takenElsewhere.has(name.toLowerCase()) || findVault(azure, name) !== undefined;
}

/** Whether a new vault can have the name: a soft-deleted one keeps its own. */
export function isFree(azure: SimulatedAzure, name: string): boolean {
  return !isTaken(azure, name) && findDeletedVault(azure, name) === undefined;
}

/** What the service says of a name that is taken. */
export function nameIsTaken(name: string): string {
  return `The vault name '${name}' is already in use. Vault names are globally unique so it is possible that the name is already taken. If you are sure that the vault name was not taken then it is possible that a vault with the same name was recently deleted but not purged after being placed in a recoverable state. If the vault is in a recoverable state then the vault will need to be purged before reusing the name. For more information on soft delete and purging a vault follow this link https://go.microsoft.com/fwlink/?linkid=2147740.`;
}
