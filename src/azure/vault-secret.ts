import type { TokenCredential } from "@azure/core-auth";
import type { DeletedSecret, KeyVaultSecret, SecretClient } from "@azure/keyvault-secrets";
import { SurestepError } from "../errors.ts";
import { findOrNothing } from "./absence.ts";
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
export async function maySeeSecrets(azure: Azure, place: VaultPlace, credential?: TokenCredential): Promise<string> {
  const client = await azure.secrets(vaultUri(place.vaultName), credential);
  let body = "";
  // The error that the SDK throws for a list has lost the inner code: it is in the answer only.
  const onResponse = ({ bodyAsText }: { bodyAsText?: string | null }): void => void (body = bodyAsText ?? "");
  try {
    await client.listPropertiesOfSecrets({ onResponse }).next();
    return "allowed";
  } catch (error) {
    const { statusCode, message } = error as RefusalLike;
    if (statusCode === 403) return /"innererror":\{"code":"(\w+)"/.exec(body)?.[1] ?? "Forbidden";
    const entra = /AADSTS(700016|7000215)\b/.exec(message ?? "")?.[0];
    if (entra !== undefined) return entra;
    if (await vaultIsMissing(azure, place, error)) return "no such vault";
    throw error;
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
  const { statusCode = 0 } = error as RefusalLike;
  const isAnswer = statusCode >= 400 && statusCode < 500;
  return !isAnswer && (await findVault(azure, resourceGroup, vaultName)) === undefined;
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

/** What a step remembers of its secret from one look to the next; all are observations. */
export interface SecretMemory {
  /** "yes" when there was no such secret before this run: then it is this run's own. */
  owns: string | undefined;
  /** When it was last seen live: milliseconds since the epoch. */
  seenLive: string | undefined;
}

/**
 * Looks for what a run has to know of its secret: what to recover or to remove, and what to remember.
 * @param memory of the look before
 * @param now milliseconds since the epoch
 * @throws SurestepError when a secret of this name was there before the run: it would be changed, deleted and purged
 */
export async function lookAtOwnSecret(
  azure: Azure,
  place: SecretPlace,
  memory: SecretMemory,
  now: number,
): Promise<{ isLive: boolean; isDeleted: boolean; owns: string; seenLive: string }> {
  const seenLive = memory.seenLive ?? "0";
  const left = await leftOfSecret(azure, place, now - Number(seenLive));
  if (left !== "" && memory.owns !== "yes") {
    throw new SurestepError(
      `The vault has a secret named '${place.secretName}' already, and this run did not set it.`,
      {
        hint: "Choose another name with --set secretName=… or --set appSecretName=…: this run would delete and purge it.",
      },
    );
  }
  return {
    ...{ isLive: left === "live", isDeleted: left === "deleted", owns: "yes" },
    seenLive: left === "live" ? String(now) : left === "being deleted" ? seenLive : "0",
  };
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
