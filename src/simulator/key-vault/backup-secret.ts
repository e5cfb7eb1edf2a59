import type { VaultOperation } from "./allowed.ts";
import { liveSecret, nameOf } from "./find-secret.ts";

/** What a backup begins with, so that anything else is recognised as no backup. */
export const backupMark = "surestep-simulator-backup:";

/** Backup Secret: all versions as an opaque blob, base64url as the real one is. */
export const backupSecret: VaultOperation = (vault, call) => {
  const secret = liveSecret(vault, nameOf(call));
  const value = Buffer.from(`${backupMark}${JSON.stringify(secret)}`).toString("base64url");
  return { status: 200, body: { value } };
};
