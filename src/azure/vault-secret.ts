import type { TokenCredential } from "@azure/core-auth";
import type { DeletedSecret, KeyVaultSecret, SecretClient } from "@azure/keyvault-secrets";
import { messageOf } from "../errors.ts";
import { findOrNothing, statusOf } from "./absence.ts";
import type { Azure } from "./azure.ts";
import { findVault, vaultUri } from "./vault.ts";

/** Where a vault would be. */
export interface VaultPlace {
  resourceGroup: string;
  vaultName: string;
}

/** Where a secret would be. */
export interface SecretPlace extends VaultPlace {
  secretName: string;
}

/** What is wrong with code that calls `beginDeleteSecret` and leaves its poller alone. */
export const deletionIsNotAwaited =
  "The deletion is not awaited: beginDeleteSecret only begins it, and the program ends before it is complete.";

/**
 * Asks the vault for its list of secrets, which takes the permission `list`.
 * @param credential who asks; the signed-in user unless another is given
 * @returns "allowed", the refusal's code (`ForbiddenByPolicy`, `ForbiddenByRbac`, an AADSTS number), or "no such vault"
 */
export async function listAccess(azure: Azure, place: VaultPlace, credential?: TokenCredential): Promise<string> {
  const client = await azure.secrets(vaultUri(place.vaultName), credential);
  let body = "";
  // The error that the SDK throws for a list has lost the inner code: it is in the answer only.
  const onResponse = ({ bodyAsText }: { bodyAsText?: string | null }): void => void (body = bodyAsText ?? "");
  try {
    await client.listPropertiesOfSecrets({ onResponse }).next();
    return "allowed";
  } catch (error) {
    if (statusOf(error) === 403) return /"innererror":\{"code":"(\w+)"/.exec(body)?.[1] ?? "Forbidden";
    const entra = /AADSTS(700016|7000215)\b/.exec(messageOf(error))?.[0];
    if (entra !== undefined) return entra;
    if (await vaultIsMissing(azure, place, error)) return "no such vault";
    throw error;
  }
}

/** Whether a vault refused to read a secret because it is disabled: it exists, and nobody can read it. */
export function saysItIsDisabled(error: unknown): boolean {
  return error instanceof Error && "details" in error && /"code":"SecretDisabled"/.test(JSON.stringify(error.details));
}

/** The secret's newest version as the signed-in user sees it, or undefined when there is none. */
export async function findSecret(azure: Azure, place: SecretPlace): Promise<KeyVaultSecret | undefined> {
  return findInVault(azure, place, (client) => client.getSecret(place.secretName));
}

/** The deleted secret, or undefined when it is not (or not yet) in the list of deleted ones. */
export async function findDeletedSecret(azure: Azure, place: SecretPlace): Promise<DeletedSecret | undefined> {
  return findInVault(azure, place, (client) => client.getDeletedSecret(place.secretName));
}

async function findInVault<T>(
  azure: Azure,
  place: VaultPlace,
  find: (client: SecretClient) => Promise<T>,
): Promise<T | undefined> {
  const client = await azure.secrets(vaultUri(place.vaultName));
  try {
    return await findOrNothing(find(client), "SecretNotFound");
  } catch (error) {
    if (await vaultIsMissing(azure, place, error)) return undefined;
    throw error;
  }
}

/** The name of a vault that does not exist leads nowhere, just as if there were no network: Resource Manager knows. */
async function vaultIsMissing(
  azure: Azure,
  { resourceGroup, vaultName }: VaultPlace,
  error: unknown,
): Promise<boolean> {
  const statusCode = statusOf(error) ?? 0;
  const isAnswer = statusCode >= 400 && statusCode < 500;
  return !isAnswer && (await findVault(azure, resourceGroup, vaultName)) === undefined;
}
