import type { VaultOperation } from "./allowed.ts";
import { inOrder, page } from "./page.ts";
import { secretItem } from "./secret-bundle.ts";

/** Get Secrets: a page of the vault's secrets, their newest versions' attributes, no values. */
export const getSecrets: VaultOperation = (vault, call) => {
  const apiVersion = call.query.get("api-version") ?? "";
  const items = inOrder(vault.secrets, ({ name }) => name).flatMap(({ name, versions }) =>
    versions.slice(-1).map((version) => secretItem(vault, name, version, apiVersion)),
  );
  return page(call, items);
};
