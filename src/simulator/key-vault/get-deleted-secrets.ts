import { sortedBy } from "../lookup.ts";
import type { VaultOperation } from "./allowed.ts";
import { isListed } from "./find-secret.ts";
import { page } from "./page.ts";
import { deletedItem } from "./secret-bundle.ts";

/** Get Deleted Secrets: a page of the deleted secrets that can be recovered. */
export const getDeletedSecrets: VaultOperation = (vault, call) => {
  const apiVersion = call.query.get("api-version") ?? "";
  const now = call.azure.now();
  const listed = sortedBy(vault.deletedSecrets, "secret.name").filter((deleted) => isListed(deleted, now));
  return page(call, listed, (deleted) => deletedItem(vault, deleted, apiVersion, true));
};
