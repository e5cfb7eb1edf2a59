import type { VaultOperation } from "./allowed.ts";
import { writeBackup } from "./backup.ts";
import { liveSecret, nameOf } from "./find-secret.ts";

/** Backup Secret: all versions as an opaque blob. */
export const backupSecret: VaultOperation = (vault, call) => {
  const secret = liveSecret(vault, nameOf(call));
  return { status: 200, body: { value: writeBackup(secret) } };
};
