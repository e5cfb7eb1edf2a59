import type { Operation } from "../operation.ts";
import { softDelete, vaultOf } from "./vault.ts";

/** Deletes a vault: 200 with an empty body (recorded). It is soft-deleted from now on. */
export const deleteVault: Operation = (call) => {
  softDelete(call.azure, vaultOf(call), call.azure.now());
  return { status: 200 };
};
