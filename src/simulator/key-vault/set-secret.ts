import { findBy } from "../lookup.ts";
import type { Call } from "../operation.ts";
import type { Secret, SecretVersion, Vault } from "../state.ts";
import type { VaultOperation } from "./allowed.ts";
import { findDeleted, findLive, forget, isListed, nameOf } from "./find-secret.ts";
import { badParameter, nameIsBeingDeleted, nameIsDeleted } from "./key-vault-error.ts";
import { readRequest, refuseInverted } from "./read-request.ts";
import { secretBundle } from "./secret-bundle.ts";

/** The largest value of a secret ("About Azure Key Vault secrets"). */
const largest = 25 * 1024;

/** Set Secret: makes a secret, or a new version of it. */
export const setSecret: VaultOperation = (vault, call) => {
  const name = nameOf(call);
  refuseDeletedName(vault, name, call.azure.now());
  const version = newVersion(call);
  const secret = findLive(vault, name) ?? addSecret(vault, name);
  secret.versions.push(version);
  return { status: 200, body: secretBundle(vault, secret.name, version, call.query.get("api-version") ?? "") };
};

/** A name stays taken while its deleted secret can be recovered, and for a while after that was purged. */
export function refuseDeletedName(vault: Vault, name: string, now: number): void {
  const deleted = findDeleted(vault, name, now);
  if (deleted !== undefined) throw isListed(deleted, now) ? nameIsDeleted(name) : nameIsBeingDeleted(name, true);
  const forgotten = findBy(vault.deletedSecrets, "secret.name", name);
  if (forgotten !== undefined) forget(vault, forgotten);
}

function newVersion(call: Call): SecretVersion {
  const { value, ...rest } = readRequest(call);
  const { azure } = call;
  if (value === undefined) throw badParameter("Property has invalid value: value");
  if (Buffer.byteLength(value) > largest) throw badParameter(`The secret's value is longer than ${largest} bytes.`);
  const now = Math.floor(azure.now() / 1000);
  const version = {
    version: azure.hex(16),
    value,
    contentType: null,
    tags: null,
    enabled: true,
    notBefore: null,
    expires: null,
    ...rest,
    created: now,
    updated: now,
  };
  refuseInverted(version);
  return version;
}

function addSecret(vault: Vault, name: string): Secret {
  const secret: Secret = { name, versions: [] };
  vault.secrets.push(secret);
  return secret;
}
