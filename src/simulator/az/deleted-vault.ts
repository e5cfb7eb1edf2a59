import { AzError, validating } from "./error.ts";
import { pythonDate } from "./output.ts";
import { apiVersions, getFromArm, listFromArm, subscriptionPath } from "./resource-manager.ts";
import type { Session } from "./session.ts";

/** A soft-deleted vault as Resource Manager answers it. */
export interface DeletedVault {
  id: string;
  name: string;
  type: string;
  properties: {
    vaultId: string;
    location: string;
    deletionDate: string;
    scheduledPurgeDate: string;
    [other: string]: unknown;
  };
}

/** Path of a deleted vault. */
export function deletedVaultPath(session: Session, location: string, name: string): string {
  return `${subscriptionPath(session)}/providers/Microsoft.KeyVault/locations/${location}/deletedVaults/${name}`;
}

export async function listDeletedVaults(session: Session): Promise<DeletedVault[]> {
  const path = `${subscriptionPath(session)}/providers/Microsoft.KeyVault/deletedVaults`;
  return await listFromArm<DeletedVault>(session, { path, apiVersion: apiVersions.vaults });
}

/**
 * A deleted vault: asked for where a location is given, otherwise searched in the subscription's list, as az does while
 * it reads the command line (`validate_deleted_vault_or_hsm_name`).
 */
export async function findDeletedVault(
  session: Session,
  name: string | undefined,
  location: string | undefined,
): Promise<DeletedVault> {
  if (name === undefined) throw new AzError("Please specify --vault-name or --hsm-name.");
  if (location !== undefined) return await getDeletedVault(session, name, location);
  const found = (await listDeletedVaults(session)).find(
    ({ properties }) => properties.vaultId.split("/").at(-1)?.toLowerCase() === name.toLowerCase(),
  );
  if (!found) throw new AzError(`No deleted Vault or HSM was found with name ${name}`);
  return found;
}

/** A deleted vault. az asks for it while it reads the command line, so a missing one is exit code 2 here. */
export async function getDeletedVault(session: Session, name: string, location: string): Promise<DeletedVault> {
  const path = deletedVaultPath(session, location, name);
  return await validating(getFromArm<DeletedVault>(session, { path, apiVersion: apiVersions.vaults }));
}

/** A deleted vault as az shows it. */
export function showDeletedVault({ id, name, type, properties }: DeletedVault): object {
  const { deletionDate, scheduledPurgeDate } = properties;
  return {
    id,
    name,
    properties: {
      purgeProtectionEnabled: null,
      ...properties,
      deletionDate: pythonDate(deletionDate),
      scheduledPurgeDate: pythonDate(scheduledPurgeDate),
    },
    systemData: null,
    type,
  };
}
