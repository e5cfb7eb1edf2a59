import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { exportJWK, generateKeyPair } from "jose";
import type { JWK } from "jose";
import type { SimulatedAzure } from "./operation.ts";
import type { State } from "./state.ts";

/**
 * A fresh Azure: a tenant with one person, who owns its one subscription, and nothing in it.
 *
 * @param random where the IDs come from
 * @param signingKey a private RSA key with `kid`; left out, a new one is made, which takes up to a few tenths of a second
 */
export async function createState(random: Pick<SimulatedAzure, "guid" | "hex">, signingKey?: JWK): Promise<State> {
  return {
    tenant: { id: random.guid(), displayName: "Surestep Simulation", domain: "surestepsimulation.onmicrosoft.com" },
    subscription: { id: random.guid(), displayName: "Simulated Subscription" },
    user: {
      id: random.guid(),
      userPrincipalName: "learner@surestepsimulation.onmicrosoft.com",
      displayName: "Simulated Learner",
    },
    signingKey: signingKey ?? (await createSigningKey(random.hex(20))),
    applications: [],
    servicePrincipals: [],
    deletedItems: [],
    deviceCodes: [],
    resourceGroups: [],
    vaults: [],
    deletedVaults: [],
    roleAssignments: [],
    registeredProviders: ["microsoft.authorization", "microsoft.keyvault", "microsoft.resources"],
    operations: [],
  };
}

async function createSigningKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  return { ...(await exportJWK(privateKey)), kid };
}

/** A state file: what was saved last, and how to save the next. */
export interface Store {
  /** Undefined where nothing was saved yet. Throws for a file that is not JSON. */
  load(): State | undefined;
  /** Writes the state if it differs from what was loaded or saved last; the file is whole at any instant. */
  save(state: State): void;
}

/** Opens a state file (0600: it holds secrets). Its folder is made where it is missing. */
export function openStore(file: string): Store {
  let last: string | undefined;
  return {
    load() {
      const text = readIfThere(file);
      if (text === undefined) return undefined;
      last = text;
      return JSON.parse(text);
    },
    save(state) {
      const text = JSON.stringify(state);
      if (text === last) return;
      writePrivate(file, text);
      last = text;
    },
  };
}

/** Writes a file that only its owner can read, by an atomic rename: a reader sees the old one or the new one. */
export function writePrivate(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.draft`;
  writeFileSync(draft, text, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
