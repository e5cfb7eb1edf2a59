import type { VaultOperation } from "./allowed.ts";
import { page } from "./page.ts";
import { secretItem } from "./secret-bundle.ts";

/** Get Secrets: a page of the vault's secrets, their newest versions' attributes, no values. */
export const getSecrets: VaultOperation = (vault, call) => {
  const apiVersion = call.query.get("api-version") ?? "";
  const items = vault.secrets
    .toSorted((a, b) => a.name.localeCompare(b.name, "en"))
    .flatMap(({ name, versions }) => versions.slice(-1).map((version) => secretItem(vault, name, version, apiVersion)));
  return page(call, items);
};
