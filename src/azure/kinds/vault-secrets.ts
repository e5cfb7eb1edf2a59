import type { SecretProperties } from "@azure/keyvault-secrets";
import { isNamed, type Around, type Json, type Resource, type Survey } from "../../tutorial/resource.ts";
import { timeOf } from "./canonical.ts";
import type { Reads } from "./reads.ts";
import type { DeletedItem } from "./vault-reader.ts";

/** A vault, as far as its secrets hang on it. */
export interface Place {
  name: string;
  identity: string;
}

/** Reads the secrets of one vault, live and deleted. */
export async function surveyVault(reads: Reads, place: Place, around: Around): Promise<Survey> {
  const listed = await reads.secrets.list(place.name);
  if ("refused" in listed) {
    const needs = needsFor(listed.refused);
    return {
      resources: [],
      unread: [{ what: `the secrets of the vault ${place.name}`, needs, kind: "secret", within: place.identity }],
    };
  }
  const [found] = listed.items;
  const resources = await Promise.all([
    ...(found?.live ?? []).map((item) => readLive(reads, place, item, around)),
    ...(found?.deleted ?? []).map((item) => readDeleted(reads, place, item, around)),
  ]);
  return { resources, unread: [] };
}

function needsFor(refusal: string): string {
  if (/ENOTFOUND/.test(refusal)) return "that its address is known here, which takes a new vault a moment";
  if (/firewall|client address/i.test(refusal)) return "that the vault's firewall lets this computer in";
  return "the permission 'list' for secrets in its policies, or a role such as Key Vault Reader on it";
}

/**
 * A live secret. Its versions cost a request, so they are read where they tell something: of declared and owned ones, and
 * of those that changed since the run began.
 */
async function readLive(reads: Reads, place: Place, item: SecretProperties, around: Around): Promise<Resource> {
  const address = `${place.name}/${item.name}`;
  const isOwn = isOurs(address, around);
  const isNew = (one: SecretProperties | undefined): boolean =>
    one?.createdOn !== undefined && timeOf(one.createdOn) >= timeOf(around.since);
  const versions = isOwn || isNew(item) ? await reads.secrets.versions(place.name, item.name) : [];
  const [oldest] = versions;
  // What was there before the run and is not declared is known by its name alone, before and after.
  const isKnownByVersions = oldest !== undefined && (isOwn || isNew(oldest));
  const before = ownedBefore(around, address, versions);
  const createdOn = oldest?.createdOn ?? item.createdOn;
  return {
    ...{ kind: "secret", address, state: "live", goesWith: place.identity },
    identity: before?.identity ?? identityOf(place, item.name, isKnownByVersions ? oldest.version : undefined),
    properties: {
      enabled: item.enabled !== false,
      expires: timeOrNull(item.expiresOn),
      notBefore: timeOrNull(item.notBefore),
      contentType: item.contentType ?? null,
      tags: item.tags ?? {},
      canBePurged: canBePurged(item),
      ...(isKnownByVersions ? { versions: versions.map(readVersion) } : { updated: timeOrNull(item.updatedOn) }),
    },
    ...(createdOn === undefined ? {} : { createdAt: timeOf(createdOn) }),
  };
}

/** A deleted secret. Its newest version tells whether it is one that the run owned when it was live. */
async function readDeleted(reads: Reads, place: Place, item: DeletedItem, around: Around): Promise<Resource> {
  const { properties, until } = item;
  const address = `${place.name}/${properties.name}`;
  const version = isOurs(address, around) ? await reads.secrets.deletedVersion(place.name, properties.name) : undefined;
  const before = ownedBefore(around, address, [{ version }]);
  return {
    ...{ kind: "secret", address, state: "deleted", goesWith: place.identity },
    identity: before?.identity ?? identityOf(place, properties.name, version),
    properties: { canBePurged: canBePurged(properties), ...(version === undefined ? {} : { newestVersion: version }) },
    ...(properties.createdOn === undefined ? {} : { createdAt: before?.createdAt ?? timeOf(properties.createdOn) }),
    ...(until === undefined ? {} : { until: timeOf(until) }),
  };
}

function isOurs(address: string, { addresses, owned }: Around): boolean {
  const own = owned.filter(({ kind }) => kind === "secret").map((each) => each.address);
  return [...(addresses.get("secret") ?? []), ...own].some((each) => isNamed(each, address));
}

/** The owned secret that one of these versions was seen of: which of two versions of the same second is older, nobody knows. */
function ownedBefore(
  { owned }: Around,
  address: string,
  versions: readonly { version?: string | undefined }[],
): Resource | undefined {
  return owned.find(
    (each) =>
      each.kind === "secret" && isNamed(each.address, address) && versions.some(({ version }) => has(each, version)),
  );
}

function identityOf({ identity }: Place, name: string, version?: string): string {
  const place = `${identity}/secrets/${name.toLowerCase()}`;
  return version === undefined ? place : `${place}/${version}`;
}

function readVersion({ version = "", enabled, expiresOn, notBefore }: SecretProperties): Json {
  return { id: version, enabled: enabled !== false, expires: timeOrNull(expiresOn), notBefore: timeOrNull(notBefore) };
}

/** A vault with purge protection keeps its deleted secrets until their time is over ("DeletionRecoveryLevel"). */
function canBePurged({ recoveryLevel = "" }: SecretProperties): boolean {
  return recoveryLevel.includes("Purgeable");
}

function timeOrNull(time: Date | undefined): string | null {
  return time === undefined ? null : timeOf(time);
}

function has({ properties: { versions, newestVersion } }: Resource, id: string | undefined): boolean {
  if (id === undefined) return false;
  return newestVersion === id || (Array.isArray(versions) && versions.some((each) => each.id === id));
}
