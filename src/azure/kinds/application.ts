import { z } from "zod";
import { oneOf, textLike } from "../../tutorial/declaration.ts";
import { noteWithKeep, parseMark, splitKeep } from "../../tutorial/mark.ts";
import {
  exactly,
  exactlyEach,
  type Expectation,
  type Json,
  type Kind,
  type Resource,
} from "../../tutorial/resource.ts";
import { described, sorted, timeOf } from "./canonical.ts";
import type { ApplicationItem, Directory } from "./directory.ts";
import type { Reads } from "./reads.ts";

const declaration = z.strictObject({
  /** How many passwords (client secrets) it has. */
  passwords: z.number().int().min(0).optional(),
  /** How long each of them is valid at most. */
  validFor: textLike(/^\d+ (day|year)s?$/, "it is a number of days or years, such as 1 year").optional(),
  /** What its passwords are called. */
  passwordName: z.string().optional(),
  notes: z.string().optional(),
  tags: z.array(z.string()).optional(),
  audience: oneOf(["AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount"]).optional(),
  redirectUris: z.array(z.string()).optional(),
});

/**
 * An application with its credentials (key IDs and times, never a secret). Display names are nobody's own: any number of
 * applications may have the same. Identity: its object ID, live and deleted.
 */
export const application: Kind<Reads, z.infer<typeof declaration>> = {
  ...{ name: "application", declaration, softDeletes: true, reservesName: false, isAttachment: false },

  async survey(reads, around) {
    const directory = await reads.directory(around);
    if ("refused" in directory) {
      const needs = "the permission of Graph to read applications, which members of a tenant have by default";
      return { resources: [], unread: [{ what: "the tenant's applications", needs, kind: "application" }] };
    }
    const live = directory.applications.map((item) => readApplication(item, directory, "live"));
    const deleted = directory.deletedApplications.map((item) => readApplication(item, directory, "deleted"));
    return { resources: [...live, ...deleted], unread: [] };
  },

  addressOf: (named) => named,
  expected: ({ passwords, validFor, passwordName, tags, redirectUris, ...given }) => ({
    ...exactlyEach({ ...given, tags: tags && sorted(tags), redirectUris: redirectUris && sorted(redirectUris) }),
    ...(passwords === undefined ? {} : { passwords: thatMany(passwords, { validFor, passwordName }) }),
  }),
  usual: {
    passwords: thatMany(0, {}),
    certificates: exactly([]),
    notes: exactly(null),
    tags: exactly([]),
    audience: exactly("AzureADMyOrg"),
    redirectUris: exactly([]),
  },
  describe: ({ address, properties }) => described(`application ${address}`, countOf(properties["passwords"] ?? [])),
  keep({ identity, properties: { notes } }, until) {
    const body = JSON.stringify({ notes: noteWithKeep(typeof notes === "string" ? notes : "", until) });
    const url = `https://graph.microsoft.com/v1.0/applications/${identity}`;
    return [["az", "rest", "--method", "PATCH", "--url", url, "--body", body, "--output", "none"]];
  },
  removal: ({ state, identity }) => [
    state === "live" ? ["az", "ad", "app", "delete", "--id", identity] : purgeOf(identity),
  ],
};

/** The command that removes a deleted application or service principal for good; az has none of its own. */
export function purgeOf(id: string): string[] {
  const url = `https://graph.microsoft.com/v1.0/directory/deletedItems/${id}`;
  return ["az", "rest", "--method", "DELETE", "--url", url];
}

/** Who made an object of the directory: Graph tells no creator, but who registers something owns it. */
export function creatorOf(id: string, { user, ownedByUser }: Directory): { createdBy?: string } {
  return ownedByUser.has(id) ? { createdBy: user } : {};
}

function readApplication(item: ApplicationItem, directory: Directory, state: Resource["state"]): Resource {
  const {
    id,
    appId,
    displayName,
    createdDateTime,
    deletedDateTime,
    passwordCredentials = [],
    keyCredentials = [],
  } = item;
  const runId = parseMark(item.notes);
  const { note, keptUntil } = splitKeep(item.notes ?? "");
  return {
    ...{ kind: "application", address: displayName, identity: id, state, id },
    properties: {
      ...{ displayName, appId, notes: note || null, tags: sorted(item.tags) },
      passwords: passwordCredentials
        .map(({ keyId, displayName: name, startDateTime, endDateTime }) => ({
          keyId,
          name: name ?? null,
          from: startDateTime === null ? null : timeOf(startDateTime),
          until: endDateTime === null ? null : timeOf(endDateTime),
        }))
        .toSorted((a, b) => (a.keyId < b.keyId ? -1 : 1)),
      certificates: sorted(keyCredentials.map(({ keyId }) => keyId)),
      audience: item.signInAudience ?? null,
      identifierUris: sorted(item.identifierUris),
      redirectUris: sorted([item.web, item.spa, item.publicClient].flatMap((each) => each?.redirectUris ?? [])),
    },
    ...(createdDateTime === null ? {} : { createdAt: timeOf(createdDateTime) }),
    ...creatorOf(id, directory),
    // "Deleted items are kept for 30 days" (Microsoft Graph, "directoryObject: list deletedItems").
    ...(deletedDateTime ? { until: timeOf(new Date(Date.parse(deletedDateTime) + 30 * day)) } : {}),
    ...(runId === undefined ? {} : { runId }),
    ...(keptUntil === undefined ? {} : { keptUntil }),
  };
}

const day = 86_400_000;

interface PasswordWords {
  validFor?: string | undefined;
  passwordName?: string | undefined;
}

function thatMany(count: number, { validFor, passwordName }: PasswordWords): Expectation {
  const [, number = "", unit] = /^(\d+) (day|year)/.exec(validFor ?? "") ?? [];
  // A year has 365 or 366 days, and a day is for the clocks.
  const days = Number(number) * (unit === "year" ? 366 : 1);
  const shortest = Number(number) * (unit === "year" ? 365 : 1) - 1;
  const isAsked = ({ name, ...life }: { name: string | null; from: string | null; until: string | null }): boolean =>
    (passwordName === undefined || name === passwordName) &&
    (validFor === undefined || (lifeOf(life) <= (days + 1) * day && lifeOf(life) >= shortest * day));
  const named = passwordName === undefined ? "" : ` called ${passwordName}`;
  return {
    words: `${count === 1 ? "1 password" : `${count} passwords`}${named}${validFor === undefined ? "" : `, valid for ${validFor}`}`,
    holds: (actual) => Array.isArray(actual) && actual.length === count && actual.every(isAsked),
  };
}

function lifeOf({ from, until }: { from: string | null; until: string | null }): number {
  return until === null ? Number.POSITIVE_INFINITY : Date.parse(until) - Date.parse(from ?? "");
}

function countOf(passwords: Json): string {
  const count = Array.isArray(passwords) ? passwords.length : 0;
  return count === 1 ? "1 password" : `${count} passwords`;
}
