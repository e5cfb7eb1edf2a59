import type { TokenCredential } from "@azure/core-auth";
import type { DeletedSecret, KeyVaultSecret } from "@azure/keyvault-secrets";
import { findOrNothing } from "./absence.ts";
import type { Azure } from "./azure.ts";
import { findVault, vaultUri } from "./vault.ts";

/** Where a secret would be. */
export interface SecretPlace {
  resourceGroup: string;
  vaultName: string;
  secretName: string;
}

/** What is wrong with code that calls `beginDeleteSecret` and leaves its poller alone. */
export const deletionIsNotAwaited =
  "The deletion is not awaited: beginDeleteSecret only begins it, and the program ends before it is complete.";

/**
 * Asks the vault for its list of secrets, which takes the permission `list`.
 * @param credential who asks; the signed-in user unless another is given
 * @returns "allowed", or the refusal's code (`ForbiddenByPolicy`, `ForbiddenByRbac`, an AADSTS number)
 */
export async function maySeeSecrets(azure: Azure, uri: string, credential?: TokenCredential): Promise<string> {
  const client = await azure.secrets(uri, credential);
  try {
    await client.listPropertiesOfSecrets().next();
    return "allowed";
  } catch (error) {
    const { statusCode, message, details } = error as RefusalLike;
    if (statusCode === 403) return details?.error?.innerError?.code ?? "Forbidden";
    const entra = /AADSTS(700016|7000215)\b/.exec(message ?? "")?.[0];
    if (entra === undefined) throw error;
    return entra;
  }
}

/** An SDK's refusal as far as it is looked at here. */
interface RefusalLike {
  statusCode?: number;
  message?: string;
  details?: { error?: { innerError?: { code?: string } } };
}

/** Whether a vault refused to read a secret because it is disabled: it exists, and nobody can read it. */
export function saysItIsDisabled(error: unknown): boolean {
  return (error as RefusalLike).details?.error?.innerError?.code === "SecretDisabled";
}

/** The secret's newest version as the signed-in user sees it, or undefined when there is none. */
export async function findSecret(azure: Azure, place: SecretPlace): Promise<KeyVaultSecret | undefined> {
  const client = await azure.secrets(vaultUri(place.vaultName));
  return findOrNothing(client.getSecret(place.secretName), "SecretNotFound");
}

/** The deleted secret, or undefined when it is not (or not yet) in the list of deleted ones. */
export async function findDeletedSecret(azure: Azure, place: SecretPlace): Promise<DeletedSecret | undefined> {
  const client = await azure.secrets(vaultUri(place.vaultName));
  return findOrNothing(client.getDeletedSecret(place.secretName), "SecretNotFound");
}

/** Deleted secrets were listed 0 to 6 s after their deletion in 22 recordings; a minute is on the safe side. Milliseconds. */
const listedWithin = 60_000;

/**
 * What is left of a secret: itself, its deleted form, or nothing; nothing too when the vault itself is gone. Between its
 * deletion and its being listed as deleted a secret is nowhere without being gone: "being deleted".
 * @param sinceLive milliseconds since it was last seen live
 */
export async function leftOfSecret(
  azure: Azure,
  place: SecretPlace,
  sinceLive: number,
): Promise<"live" | "being deleted" | "deleted" | ""> {
  if ((await findVault(azure, place.resourceGroup, place.vaultName)) === undefined) return "";
  const [exists, deleted] = await Promise.all([secretExists(azure, place), findDeletedSecret(azure, place)]);
  if (exists) return "live";
  if (deleted !== undefined) return "deleted";
  return sinceLive < listedWithin ? "being deleted" : "";
}

/** Whether there is a secret of this name, be it a disabled one that nobody can read. */
export async function secretExists(azure: Azure, place: SecretPlace): Promise<boolean> {
  try {
    return (await findSecret(azure, place)) !== undefined;
  } catch (error) {
    if (saysItIsDisabled(error)) return true;
    throw error;
  }
}
