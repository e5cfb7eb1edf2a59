import { ServiceError } from "../../operation.ts";
import type { Call } from "../../operation.ts";
import type { Vault } from "../../state.ts";
import type { VaultOperation } from "../allowed.ts";
import type { KeyVersion } from "../key-state.ts";
import { addressOf, seconds } from "../object-attributes.ts";
import { nameIn } from "../soft-delete.ts";
import { crypt, sign, verify } from "./algorithms.ts";
import { keyOf } from "./key-bundle.ts";
import { keyRequests, readBody, readBytes } from "./key-request.ts";

/** Encrypt: a value that is shorter than the key, with its public half. */
export const encrypt = using("encrypt", (alg, version, id, value) => crypt("encrypt", alg, version, id, value));

/** Decrypt: what was encrypted for the key. */
export const decrypt = using("decrypt", (alg, version, id, value) => crypt("decrypt", alg, version, id, value));

/** Wrap Key: the same as to encrypt, under a permission of its own. */
export const wrapKey = using("wrapKey", (alg, version, id, value) => crypt("encrypt", alg, version, id, value));

/** Unwrap Key: the same as to decrypt, under a permission of its own. */
export const unwrapKey = using("unwrapKey", (alg, version, id, value) => crypt("decrypt", alg, version, id, value));

/** Sign: the value is a digest. */
export const signWithKey = using("sign", sign);

/** Verify: whether `value` is the key's signature of `digest`. */
export const verifyWithKey: VaultOperation = (vault, call) => {
  const { version, id } = usable(vault, call, "verify");
  const { alg, digest, value } = readBody(keyRequests.used, call.body);
  const isValid = verify(alg, version, id, readBytes("digest", digest), readBytes("value", value));
  return { status: 200, body: { value: isValid } };
};

/** Release: only a key that was made exportable may leave, and only to a machine that attests what it runs. */
export const releaseKey: VaultOperation = (vault, call) => {
  nameIn(call);
  const { version } = keyOf(vault, call);
  if (!version.exportable) throw notPermitted("release");
  throw new ServiceError(501, "NotImplemented", "This simulator does not play the release of exportable keys.");
};

function using(
  verb: string,
  work: (algorithm: string, version: KeyVersion, id: string, value: Buffer) => Buffer,
): VaultOperation {
  return (vault, call) => {
    const { version, id } = usable(vault, call, verb);
    const { alg, value } = readBody(keyRequests.used, call.body);
    const result = work(alg, version, id, readBytes("value", value));
    return { status: 200, body: { kid: id, value: result.toString("base64url") } };
  };
}

/** What protects still works outside a key's validity, so that nothing is lost ("About keys": date-time controlled operations). */
const timeless = new Set(["decrypt", "unwrapKey", "verify"]);

/** The version that the path names. Throws 403 where it is disabled, not valid now, or not meant for this use. */
function usable(vault: Vault, call: Call, verb: string): { version: KeyVersion; id: string } {
  nameIn(call);
  const { key, version } = keyOf(vault, call);
  const now = seconds(call.azure.now());
  if (!version.enabled) throw forbidden(`Operation ${verb} is not allowed on a disabled key.`, "KeyDisabled");
  if (!timeless.has(verb)) {
    // No source has these two sentences; they are made after the one above.
    if ((version.notBefore ?? now) > now) {
      throw forbidden(`Operation ${verb} is not allowed on a key that is not yet valid.`, "KeyNotYetValid");
    }
    if (version.expires !== null && version.expires <= now) {
      throw forbidden(`Operation ${verb} is not allowed on an expired key.`, "KeyExpired");
    }
  }
  if (!version.keyOps.includes(verb)) throw notPermitted(verb);
  return { version, id: addressOf(vault, "keys", key.name, version.version) };
}

/** Quoted in the troubleshooting guides of the SDKs for .NET, Java and Go. */
function notPermitted(verb: string): ServiceError {
  return forbidden(`Operation ${verb} is not permitted on this key.`, "KeyOperationForbidden");
}

function forbidden(message: string, innerCode: string): ServiceError {
  return new ServiceError(403, "Forbidden", message, { innerCode });
}
