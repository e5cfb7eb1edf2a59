import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { AzError } from "./error.ts";

/** A subscription as az remembers it after a login; a tenant without any is remembered as one too. */
export interface Subscription {
  environmentName: "AzureCloud";
  homeTenantId?: string;
  id: string;
  isDefault: boolean;
  managedByTenants?: { tenantId: string }[];
  name: string;
  state: string;
  tenantDefaultDomain?: string | null;
  tenantDisplayName?: string | null;
  tenantId: string;
  user: { name: string; type: "user" | "servicePrincipal" };
}

/** What renews the tokens of somebody who signed in. */
export type Identity =
  | { type: "user"; refreshToken: string }
  | { type: "servicePrincipal"; tenantId: string; secret: string };

export interface CachedToken {
  accessToken: string;
  /** Seconds since the epoch. */
  expiresOn: number;
}

/** All that is kept between two commands. */
export interface Profile {
  subscriptions: Subscription[];
  /** By user name or client ID. */
  identities: Record<string, Identity>;
  /** By identity, tenant and scope, separated by spaces. */
  tokens: Record<string, CachedToken>;
}

/** Where the profile is kept: the file (0600) lies in the folder that `AZURE_CONFIG_DIR` names, as az's own do. */
export function profileFile(configFolder: string | undefined): string {
  return join(configFolder ?? join(homedir(), ".azure"), "standInProfile.json");
}

/** The profile that was saved last, or an empty one. */
export function loadProfile(file: string): Profile {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return { subscriptions: [], identities: {}, tokens: {} };
    }
    const why = error instanceof Error ? error.message : String(error);
    throw new AzError(`The profile ${file} cannot be read: ${why}. Remove it, then run: az login`);
  }
}

/** Writes the profile; a process that reads at the same moment sees the old one or the new one. */
export function saveProfile(file: string, profile: Profile): void {
  mkdirSync(join(file, ".."), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}.draft`;
  writeFileSync(draft, JSON.stringify(profile), { mode: 0o600 });
  renameSync(draft, file);
}

/**
 * The subscription with an ID or a name, or the default one. Throws with az's words for nobody signed in and for an
 * unknown subscription (azure-cli-core, `Profile.get_subscription`).
 */
export function findSubscription(profile: Profile, wanted: string | undefined): Subscription {
  if (profile.subscriptions.length === 0) throw new AzError("Please run 'az login' to setup account.");
  const found = profile.subscriptions.filter(({ id, name, isDefault }) =>
    wanted ? [id.toLowerCase(), name.toLowerCase()].includes(wanted.toLowerCase()) : isDefault,
  );
  if (found.length > 1) {
    throw new AzError(`Multiple subscriptions with the name '${wanted}' found. Specify the subscription ID.`);
  }
  if (found[0]) return found[0];
  throw new AzError(
    wanted
      ? `Subscription '${wanted}' not found. Check the spelling and casing and try again.`
      : "No subscription found. Run 'az account set' to select a subscription.",
  );
}
