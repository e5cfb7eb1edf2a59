import type { Operation } from "../operation.ts";
import { takenElsewhere } from "./create-or-update-vault.ts";
import { findDeletedVault } from "./deleted-vault.ts";
import { findVault } from "./vault.ts";

/** Whether a vault's name is valid and free. */
export const checkVaultName: Operation = ({ azure, body }) => {
  const { name = "" } = (body ?? {}) as { name?: string };
  if (!/^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{1,22}[a-zA-Z0-9]$/.test(name)) {
    return {
      status: 200,
      body: { nameAvailable: false, reason: "AccountNameInvalid", message: `The vault name '${name}' is invalid.` },
    };
  }
  const isTaken =
    takenElsewhere.includes(name.toLowerCase()) ||
    findVault(azure, name) !== undefined ||
    findDeletedVault(azure, name) !== undefined;
  const message = `The vault name '${name}' is already in use.`;
  return {
    status: 200,
    body: isTaken ? { nameAvailable: false, reason: "AlreadyExists", message } : { nameAvailable: true },
  };
};
