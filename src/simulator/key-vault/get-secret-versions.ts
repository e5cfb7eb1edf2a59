import { sortedBy } from "../lookup.ts";
import type { VaultOperation } from "./allowed.ts";
import { findLive, nameOf } from "./find-secret.ts";
import { page } from "./page.ts";
import { secretItem } from "./secret-bundle.ts";

/** Get Secret Versions: a page of a secret's versions; of a secret that does not exist, an empty one. */
export const getSecretVersions: VaultOperation = (vault, call) => {
  const name = nameOf(call);
  const apiVersion = call.query.get("api-version") ?? "";
  const versions = sortedBy(findLive(vault, name)?.versions ?? [], "version");
  return page(call, versions, (version) => secretItem(vault, name, version, apiVersion, version.version));
};
