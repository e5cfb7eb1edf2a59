import type { Route } from "../../operation.ts";
import { allowed } from "../allowed.ts";
import { lazily } from "../lazily.ts";
import type { Lazy } from "../lazily.ts";

// Loaded when they are asked for: a simulator that is never asked starts sooner.
const creation = () => import("./create-key.ts");
const deletion = () => import("./delete-key.ts");
const reading = () => import("./read-keys.ts");
const rotation = () => import("./rotate-key.ts");
const usage = () => import("./use-key.ts");

/**
 * What each operation takes: the permission of an access policy (Key Vault REST API, "Keys"), and the data action of Azure
 * RBAC where it is not called the same ("Azure permissions for Security", Microsoft.KeyVault).
 */
const dataActions: Readonly<Record<string, string>> = {
  get: "keys/read",
  list: "keys/read",
  delete: "keys/delete",
  wrapKey: "keys/wrap/action",
  unwrapKey: "keys/unwrap/action",
  getrotationpolicy: "keyrotationpolicies/read",
  setrotationpolicy: "keyrotationpolicies/write",
};

function may<N extends string>(permission: string, load: Lazy<N>, name: N): Route[2] {
  const dataAction = dataActions[permission] ?? `keys/${permission}/action`;
  return allowed(
    { objects: "keys", permission, dataAction: `Microsoft.KeyVault/vaults/${dataAction}` },
    lazily(load, name),
  );
}

/** A use of a key is sent to a version of it; without one the newest is meant. */
function use(path: string, operation: Route[2]): Route[] {
  return [
    ["POST", `/keys/:name/${path}`, operation],
    ["POST", `/keys/:name/:version/${path}`, operation],
  ];
}

/** The operations of keys (Key Vault REST API, "Keys"), each with the permission that decides who may. */
export const keyRoutes: readonly Route[] = [
  ["GET", "/keys", may("list", reading, "getKeys")],
  ["POST", "/keys/restore", may("restore", deletion, "restoreKey")],
  ["PUT", "/keys/:name", may("import", creation, "importKey")],
  ["GET", "/keys/:name", may("get", reading, "getKey")],
  ["PATCH", "/keys/:name", may("update", reading, "updateKey")],
  ["DELETE", "/keys/:name", may("delete", deletion, "deleteKey")],
  ["POST", "/keys/:name/create", may("create", creation, "createKey")],
  ["POST", "/keys/:name/backup", may("backup", deletion, "backupKey")],
  ["POST", "/keys/:name/rotate", may("rotate", rotation, "rotateKey")],
  ["GET", "/keys/:name/rotationpolicy", may("getrotationpolicy", rotation, "getKeyRotationPolicy")],
  ["PUT", "/keys/:name/rotationpolicy", may("setrotationpolicy", rotation, "updateKeyRotationPolicy")],
  ["GET", "/keys/:name/versions", may("list", reading, "getKeyVersions")],
  ["GET", "/keys/:name/:version", may("get", reading, "getKey")],
  ["PATCH", "/keys/:name/:version", may("update", reading, "updateKey")],
  ...use("encrypt", may("encrypt", usage, "encrypt")),
  ...use("decrypt", may("decrypt", usage, "decrypt")),
  ...use("wrapkey", may("wrapKey", usage, "wrapKey")),
  ...use("unwrapkey", may("unwrapKey", usage, "unwrapKey")),
  ...use("sign", may("sign", usage, "signWithKey")),
  ...use("verify", may("verify", usage, "verifyWithKey")),
  ...use("release", may("release", usage, "releaseKey")),
  ["GET", "/deletedkeys", may("list", deletion, "getDeletedKeys")],
  ["GET", "/deletedkeys/:name", may("get", deletion, "getDeletedKey")],
  ["DELETE", "/deletedkeys/:name", may("purge", deletion, "purgeDeletedKey")],
  ["POST", "/deletedkeys/:name/recover", may("recover", deletion, "recoverDeletedKey")],
];
