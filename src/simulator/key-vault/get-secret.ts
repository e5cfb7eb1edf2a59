import { ServiceError } from "../operation.ts";
import type { VaultOperation } from "./allowed.ts";
import { liveSecret, nameOf, versionOf } from "./find-secret.ts";
import { secretBundle } from "./secret-bundle.ts";

/**
 * Get Secret: the newest version, or the one in the path. A disabled one is refused (recorded in the tests of the SDK for
 * JavaScript); one outside its `nbf` and `exp` is not ("About Azure Key Vault secrets").
 */
export const getSecret: VaultOperation = (vault, call) => {
  const secret = liveSecret(vault, nameOf(call));
  const version = versionOf(secret, call);
  if (!version.enabled) {
    throw new ServiceError(403, "Forbidden", "Operation get is not allowed on a disabled secret.", {
      innerCode: "SecretDisabled",
    });
  }
  return { status: 200, body: secretBundle(vault, secret.name, version, call.query.get("api-version") ?? "") };
};
