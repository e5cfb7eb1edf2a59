import { sortedBy } from "../../lookup.ts";
import type { VaultOperation } from "../allowed.ts";
import { badParameter } from "../key-vault-error.ts";
import { seconds } from "../object-attributes.ts";
import { page } from "../page.ts";
import { find, nameIn } from "../soft-delete.ts";
import { keyBundle, keyItem, keyOf, keysOf, newest } from "./key-bundle.ts";
import { keyRequests, readBody, readDescription, readOperations } from "./key-request.ts";

/** Get Key: the newest version, or the one in the path, its public half only. A disabled one can be looked at, too. */
export const getKey: VaultOperation = (vault, call) => {
  nameIn(call);
  const { key, version } = keyOf(vault, call);
  return { status: 200, body: keyBundle(vault, key, version, call.query.get("api-version") ?? "") };
};

/** Get Keys: a page of the vault's keys, their newest versions' attributes. */
export const getKeys: VaultOperation = (vault, call) => {
  const apiVersion = call.query.get("api-version") ?? "";
  return page(call, sortedBy(keysOf(vault).live, "name"), (key) => keyItem(vault, key, newest(key), apiVersion));
};

/** Get Key Versions: a page of a key's versions; of a key that does not exist, an empty one. */
export const getKeyVersions: VaultOperation = (vault, call) => {
  const apiVersion = call.query.get("api-version") ?? "";
  const key = find(keysOf(vault), nameIn(call));
  if (key === undefined) return page(call, [], () => ({}));
  const versions = sortedBy(key.versions, "version");
  return page(call, versions, (version) => keyItem(vault, key, version, apiVersion, version.version));
};

/** Update Key: changes what a version may be used for, its attributes or its tags; the newest, unless the path names one. */
export const updateKey: VaultOperation = (vault, call) => {
  nameIn(call);
  const { key, version } = keyOf(vault, call);
  const body = readBody(keyRequests.described, call.body);
  const { exportable, releasePolicy, ...changes } = readDescription(body);
  if (exportable !== undefined && exportable !== version.exportable) {
    // Only the code is known.
    throw badParameter("AKV.SKR.1003: The exportable attribute of an existing key cannot be changed.");
  }
  if (releasePolicy !== undefined && !version.exportable) {
    throw badParameter("AKV.SKR.1005: Non-exportable keys must not have release policy.");
  }
  if (releasePolicy !== undefined && version.releasePolicy?.immutable === true) {
    throw badParameter("AKV.SKR.1020: Immutable Key Release Policy cannot be modified.");
  }
  const keyOps = body.key_ops ? readOperations(version.kty, body.key_ops) : version.keyOps;
  Object.assign(version, changes, { keyOps, updated: seconds(call.azure.now()) }, releasePolicy && { releasePolicy });
  return { status: 200, body: keyBundle(vault, key, version, call.query.get("api-version") ?? "") };
};
