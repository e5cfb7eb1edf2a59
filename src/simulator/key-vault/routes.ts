import type { Route } from "../operation.ts";
import { allowed } from "./allowed.ts";
import { backupSecret } from "./backup-secret.ts";
import { certificateRoutes } from "./certificates/certificate-routes.ts";
import { deleteSecret } from "./delete-secret.ts";
import { getDeletedSecret } from "./get-deleted-secret.ts";
import { getDeletedSecrets } from "./get-deleted-secrets.ts";
import { getSecretVersions } from "./get-secret-versions.ts";
import { getSecret } from "./get-secret.ts";
import { getSecrets } from "./get-secrets.ts";
import { keyRoutes } from "./keys/key-routes.ts";
import { purgeDeletedSecret } from "./purge-deleted-secret.ts";
import { recoverDeletedSecret } from "./recover-deleted-secret.ts";
import { restoreSecret } from "./restore-secret.ts";
import { setSecret } from "./set-secret.ts";
import { updateSecret } from "./update-secret.ts";

/**
 * The operations of a vault: of keys and certificates in tables of their own, of secrets (Key Vault REST API, "Secrets"),
 * each with what it does to a secret, which decides who may.
 */
export const routes: readonly Route[] = [
  ["GET", "/secrets", allowed("list", getSecrets)],
  ["POST", "/secrets/restore", allowed("restore", restoreSecret)],
  ["PUT", "/secrets/:name", allowed("set", setSecret)],
  ["GET", "/secrets/:name", allowed("get", getSecret)],
  ["PATCH", "/secrets/:name", allowed("update", updateSecret)],
  ["DELETE", "/secrets/:name", allowed("delete", deleteSecret)],
  ["GET", "/secrets/:name/versions", allowed("list", getSecretVersions)],
  ["POST", "/secrets/:name/backup", allowed("backup", backupSecret)],
  ["GET", "/secrets/:name/:version", allowed("get", getSecret)],
  ["PATCH", "/secrets/:name/:version", allowed("update", updateSecret)],
  ["GET", "/deletedsecrets", allowed("list", getDeletedSecrets)],
  ["GET", "/deletedsecrets/:name", allowed("get", getDeletedSecret)],
  ["DELETE", "/deletedsecrets/:name", allowed("purge", purgeDeletedSecret)],
  ["POST", "/deletedsecrets/:name/recover", allowed("recover", recoverDeletedSecret)],
  ...keyRoutes,
  ...certificateRoutes,
];
