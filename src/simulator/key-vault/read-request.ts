import { z } from "zod";
import type { Call } from "../operation.ts";
import type { SecretVersion } from "../state.ts";
import { badParameter } from "./key-vault-error.ts";

/** The body of a request to set or to update a secret; times are seconds since the epoch (Key Vault REST API). */
const secretRequest = z.object({
  value: z.string().nullish(),
  contentType: z.string().nullish(),
  tags: z.record(z.string(), z.string()).nullish(),
  attributes: z.object({ enabled: z.boolean().nullish(), nbf: z.int().nullish(), exp: z.int().nullish() }).nullish(),
});

/** What a request says about a version. */
export type VersionRequest = Partial<
  Pick<SecretVersion, "value" | "contentType" | "tags" | "enabled" | "notBefore" | "expires">
>;

/** Reads a request; what it leaves out, or gives as null, is left out. Throws 400 for a member of the wrong type. */
export function readRequest({ body }: Call): VersionRequest {
  const { success, data, error } = secretRequest.safeParse(body ?? {});
  if (!success) throw badParameter(`Property has invalid value: ${error.issues[0]?.path.join(".") ?? ""}`);
  const { value, contentType, tags, attributes } = data;
  const { enabled, nbf, exp } = attributes ?? {};
  return {
    ...(isGiven(value) && { value }),
    ...(isGiven(contentType) && { contentType }),
    ...(isGiven(tags) && { tags: Object.keys(tags).length === 0 ? null : tags }),
    ...(isGiven(enabled) && { enabled }),
    ...(isGiven(nbf) && { notBefore: nbf }),
    ...(isGiven(exp) && { expires: exp }),
  };
}

function isGiven<T>(member: T | null | undefined): member is T {
  return member !== undefined && member !== null;
}
