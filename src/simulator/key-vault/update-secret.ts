import type { VaultOperation } from "./allowed.ts";
import { liveSecret, nameOf, versionOf } from "./find-secret.ts";
import { readRequest, refuseInverted } from "./read-request.ts";
import { secretItem } from "./secret-bundle.ts";

/** Update Secret: changes attributes, content type or tags of a version, the newest unless the path names one. */
export const updateSecret: VaultOperation = (vault, call) => {
  const secret = liveSecret(vault, nameOf(call));
  const version = versionOf(secret, call);
  // A value cannot be updated: to set it makes a new version.
  const changes = readRequest(call, ["contentType", "tags", "attributes"]);
  refuseInverted({ ...version, ...changes });
  Object.assign(version, changes, { updated: Math.floor(call.azure.now() / 1000) });
  const apiVersion = call.query.get("api-version") ?? "";
  return { status: 200, body: secretItem(vault, secret.name, version, apiVersion, version.version) };
};
