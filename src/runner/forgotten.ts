import type { Azure } from "../azure/azure.ts";
import { findServicePrincipal, listByName, listByNote, type DirectoryObject } from "../azure/graph.ts";
import { findDeletedVault, findResourceGroup, listMarkedGroups, listVaultNames } from "../azure/vault.ts";

/** What a run that nobody remembers has left, found by the marks that every run puts on what it makes. */
export interface Forgotten {
  runId: string;
  /** Milliseconds since the epoch. */
  begunAt: number;
  groups: { name: string; location: string; vaults: string[] }[];
  applications: (DirectoryObject & { principalId: string | undefined })[];
}

/** The tag of a run's resource group, and the beginning of its application's note. */
export const mark = "surestep";

/**
 * Finds what runs have left in the subscription and its tenant.
 * @param before only runs that were begun before then (milliseconds since the epoch)
 */
export async function findForgotten(azure: Azure, before: number): Promise<Forgotten[]> {
  const forgotten = new Map<string, Forgotten>();
  const entryOf = (runId: string): Forgotten | undefined => {
    const begunAt = timeOf(runId);
    if (begunAt === undefined || begunAt >= before) return undefined;
    const entry = forgotten.get(runId) ?? { runId, begunAt, groups: [], applications: [] };
    forgotten.set(runId, entry);
    return entry;
  };
  for (const { name, location, value } of await listMarkedGroups(azure, mark)) {
    entryOf(value)?.groups.push({ name, location, vaults: await listVaultNames(azure, name) });
  }
  for (const { notes, ...application } of await listByNote(azure, `${mark}=`)) {
    const entry = entryOf(notes.slice(mark.length + 1));
    const principal = entry && (await findServicePrincipal(azure, application.appId));
    entry?.applications.push({ ...application, principalId: principal?.id });
  }
  return [...forgotten.values()].toSorted((a, b) => a.begunAt - b.begunAt);
}

/** When a run was begun: its id starts with that, in seconds and base 36. */
function timeOf(runId: string): number | undefined {
  return /^[0-9a-z]{10}$/.test(runId) ? Number.parseInt(runId.slice(0, -4), 36) * 1000 : undefined;
}

/** The commands that remove it, in the order in which they have to be run. */
export function removalOf({ groups, applications }: Forgotten): string[][] {
  return [
    ...applications.flatMap(({ id, principalId }) => [
      ["az", "ad", "app", "delete", "--id", id],
      ...[id, ...(principalId === undefined ? [] : [principalId])].map(deletedItem),
    ]),
    ...groups.flatMap(({ name, location, vaults }) => [
      ["az", "group", "delete", "-n", name, "--yes"],
      ...vaults.map((vault) => ["az", "keyvault", "purge", "-n", vault, "-l", location]),
    ]),
  ];
}

function deletedItem(id: string): string[] {
  const url = `https://graph.microsoft.com/v1.0/directory/deletedItems/${id}`;
  return ["az", "rest", "--method", "DELETE", "--url", url];
}

/** What of it is still there. @returns names */
export async function leftOfForgotten(azure: Azure, { groups, applications }: Forgotten): Promise<string[]> {
  const left: string[] = [];
  for (const { name, vaults } of groups) {
    if ((await findResourceGroup(azure, name)) !== undefined) left.push(`resource group ${name}`);
    for (const vault of vaults)
      if ((await findDeletedVault(azure, vault)) !== undefined) left.push(`deleted vault ${vault}`);
  }
  for (const { displayName, id } of applications) {
    const lists = ["applications", "directory/deletedItems/microsoft.graph.application"] as const;
    for (const list of lists) {
      if ((await listByName(azure, list, displayName)).some((each) => each.id === id))
        left.push(`application ${displayName}`);
    }
  }
  return left;
}
