import { sortedBy } from "../lookup.ts";
import type { VaultOperation } from "./allowed.ts";
import { currentVersion } from "./find-secret.ts";
import { page } from "./page.ts";
import { secretItem } from "./secret-bundle.ts";

/** Get Secrets: a page of the vault's secrets, their newest versions' attributes, no values. */
export const getSecrets: VaultOperation = (vault, call) => {
  const apiVersion = call.query.get("api-version") ?? "";
  return page(call, sortedBy(vault.secrets, "name"), (secret) =>
    secretItem(vault, secret.name, currentVersion(secret), apiVersion),
  );
};
