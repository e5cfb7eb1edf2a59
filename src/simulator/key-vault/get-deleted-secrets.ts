import type { VaultOperation } from "./allowed.ts";
import { isListed } from "./find-secret.ts";
import { inOrder, page } from "./page.ts";
import { deletedItem } from "./secret-bundle.ts";

/** Get Deleted Secrets: a page of the deleted secrets that can be recovered. */
export const getDeletedSecrets: VaultOperation = (vault, call) => {
  const apiVersion = call.query.get("api-version") ?? "";
  const listed = vault.deletedSecrets.filter((deleted) => isListed(deleted, call.azure.now()));
  return page(
    call,
    inOrder(listed, ({ secret }) => secret.name).map((deleted) => deletedItem(vault, deleted, apiVersion, true)),
  );
};
