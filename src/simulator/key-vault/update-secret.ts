import type { VaultOperation } from "./allowed.ts";
import { liveSecret, nameOf } from "./find-secret.ts";
import { secretNotFound } from "./key-vault-error.ts";
import { readAttributes, readTags } from "./read-attributes.ts";
import { secretItem } from "./secret-bundle.ts";

/** Update Secret: changes attributes, content type or tags of a version, the newest unless the path names one. */
export const updateSecret: VaultOperation = (vault, call) => {
  const name = nameOf(call);
  const wanted = call.params["version"]?.toLowerCase();
  const { versions } = liveSecret(vault, name);
  const version = wanted === undefined ? versions.at(-1) : versions.find((each) => each.version === wanted);
  if (version === undefined) throw secretNotFound(`${name}/${wanted}`);
  const { contentType, tags, attributes } = (call.body ?? {}) as Record<string, unknown>;
  Object.assign(version, readAttributes(attributes));
  if (typeof contentType === "string") version.contentType = contentType;
  if (tags !== undefined) version.tags = readTags(tags);
  version.updated = Math.floor(call.azure.now() / 1000);
  const apiVersion = call.query.get("api-version") ?? "";
  return { status: 200, body: secretItem(vault, name, version, apiVersion, version.version) };
};
