import { ServiceError } from "../operation.ts";
import type { VaultOperation } from "./allowed.ts";
import { liveSecret, nameOf } from "./find-secret.ts";
import { secretNotFound } from "./key-vault-error.ts";
import { secretBundle } from "./secret-bundle.ts";

/** Get Secret: the newest version, or the one in the path. */
export const getSecret: VaultOperation = (vault, call) => {
  const name = nameOf(call);
  const wanted = call.params["version"]?.toLowerCase();
  const { versions } = liveSecret(vault, name);
  const version = wanted === undefined ? versions.at(-1) : versions.find((each) => each.version === wanted);
  if (version === undefined) throw secretNotFound(`${name}/${wanted}`);
  if (!version.enabled) {
    throw new ServiceError(403, "Forbidden", "Operation get is not allowed on a disabled secret.", {
      innerCode: "SecretDisabled",
    });
  }
  return { status: 200, body: secretBundle(vault, name, version, call.query.get("api-version") ?? "") };
};
