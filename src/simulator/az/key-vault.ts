import { AzError } from "./error.ts";
import { scopes } from "./credentials.ts";
import { serviceError } from "./service-error.ts";
import type { Session } from "./session.ts";

/** The versions that az's clients ask for: of secrets, of keys and of certificates. */
export const apiVersions = { secrets: "7.4", keys: "7.6-preview.2", certificates: "7.4" } as const;

/**
 * One request to a vault's data plane. The first one goes out twice, without token and body before: that is how az's
 * client learns the tenant, in each process anew. Resolves to the JSON, or null for an empty answer; throws for an error status.
 *
 * @param path from the slash on, without query
 */
export async function sendToVault<T>(
  session: Session,
  vaultUrl: string,
  method: string,
  path: string,
  body?: unknown,
  apiVersion: string = apiVersions.secrets,
): Promise<T> {
  session.subscription();
  const url = path.startsWith("https:") ? path : `${vaultUrl}${path}?api-version=${apiVersion}`;
  if (!session.challenged.has(vaultUrl)) {
    const challenge = await session.send({ method, url, headers: { accept: "application/json" } });
    if (challenge.status !== 401) throw serviceError(challenge);
    session.challenged.add(vaultUrl);
  }
  const response = await session.sendAs(scopes.keyVault, { method, url, body });
  if (response.status >= 400) throw serviceError(response);
  return JSON.parse(response.text || "null");
}

/** All pages of a list. */
export async function listFromVault<T>(
  session: Session,
  vaultUrl: string,
  path: string,
  apiVersion: string = apiVersions.secrets,
): Promise<T[]> {
  const items: T[] = [];
  for (let next: string | null | undefined = path; next;) {
    const page: { value: T[]; nextLink?: string | null } = await sendToVault(
      session,
      vaultUrl,
      "GET",
      next,
      undefined,
      apiVersion,
    );
    items.push(...page.value);
    next = page.nextLink;
  }
  return items;
}

/**
 * Which vault and which secret a command means: by `--id`, or by `--vault-name` and `--name`.
 * @returns the vault's address, the secret's name, and its version ("" for the latest)
 */
export function locateSecret(given: {
  id?: string | undefined;
  vaultName?: string | undefined;
  name?: string | undefined;
  version?: string | undefined;
}): {
  vaultUrl: string;
  name: string;
  version: string;
} {
  if (given.id !== undefined) {
    if (given.vaultName !== undefined) throw new AzError("--vault-name and --id are mutually exclusive.");
    const { origin, pathname } = new URL(given.id);
    const [, , name = "", version = ""] = pathname.split("/");
    return { vaultUrl: origin, name, version };
  }
  if (given.vaultName === undefined || given.name === undefined) {
    throw new AzError(
      "incorrect usage: --id ID | --vault-name/--hsm-name VAULT/HSM --name/-n NAME [--version VERSION]",
    );
  }
  return { vaultUrl: vaultUrlOf(given.vaultName), name: given.name, version: given.version ?? "" };
}

/** The address of a vault, for the commands that list. */
export function locateVault(given: { id?: string | undefined; vaultName?: string | undefined }): string {
  if (given.id !== undefined) {
    if (given.vaultName !== undefined) throw new AzError("--vault-name and --id are mutually exclusive.");
    return new URL(given.id).origin;
  }
  if (given.vaultName === undefined) throw new AzError("Please specify --vault-name or --hsm-name.");
  return vaultUrlOf(given.vaultName);
}

function vaultUrlOf(name: string): string {
  return `https://${name}.vault.azure.net`;
}

/** Options that say which secret, key or certificate is meant. */
export const objectOptions = {
  id: { names: ["--id"] },
  name: { names: ["--name", "-n"] },
  vaultName: { names: ["--vault-name"] },
  subscription: { names: ["--subscription"] },
} as const;

/** What az warns of before it deletes one of these from a vault. */
export function softDeleteWarning(noun: "secret" | "key" | "certificate"): string {
  return (
    `Warning! If you have soft-delete protection enabled on this key vault, this ${noun} will be moved to the soft ` +
    `deleted state. You will not be able to create a ${noun} with the same name within this key vault until the ` +
    `${noun} has been purged from the soft-deleted state. Please see the following documentation for additional ` +
    "guidance.\nhttps://learn.microsoft.com/azure/key-vault/general/soft-delete-overview"
  );
}
