import { z } from "zod";
import { ServiceError } from "../operation.ts";
import type { Call } from "../operation.ts";
import type { SecretVersion } from "../state.ts";
import { badParameter } from "./key-vault-error.ts";

const time = z.int().min(0).nullish();

/** What a body can say of attributes; the others are told by the service, and no client's to set (OpenAPI: read-only). */
const attributesForm = z.strictObject({
  enabled: z.boolean().nullish(),
  nbf: time,
  exp: time,
  created: z.unknown().optional(),
  updated: z.unknown().optional(),
  recoveryLevel: z.unknown().optional(),
  recoverableDays: z.unknown().optional(),
});

/** The body of a request to set or to update a secret; times are seconds since the epoch (Key Vault REST API). */
const secretForm = z.strictObject({
  value: z.string().nullish(),
  contentType: z.string().nullish(),
  tags: z.record(z.string(), z.string()).nullish(),
  attributes: attributesForm.nullish(),
});

/** "About Azure Key Vault secrets": the limits of a content type, and of tags. */
const longestContentType = 255;
const mostTags = 15;
const longestTag = 512;

/** What a request says about a version. */
export type VersionRequest = Partial<
  Pick<SecretVersion, "value" | "contentType" | "tags" | "enabled" | "notBefore" | "expires">
>;

/**
 * Reads a request; what it leaves out, or gives as null, is left out.
 *
 * @param played the members that this operation has; a secret's `value`, for one, cannot be updated
 * @throws ServiceError 400 for a member of the wrong type or over its limit, 501 for one that is not played
 */
export function readRequest({ body }: Call, played: readonly string[] = Object.keys(secretForm.shape)): VersionRequest {
  const { success, data, error } = secretForm.safeParse(body ?? {});
  const unknown = success ? undefined : unknownMember(error);
  const unplayed = unknown ?? Object.keys(data ?? {}).find((name) => !played.includes(name));
  if (unplayed !== undefined) {
    const message = `This simulator does not play the property '${unplayed}' of a secret here.`;
    throw new ServiceError(501, "NotImplemented", message);
  }
  if (!success) throw badParameter(`Property has invalid value: ${error.issues[0]?.path.join(".") ?? ""}`);
  const { value, contentType, tags, attributes } = data;
  const { enabled, nbf, exp } = attributes ?? {};
  refuseLong(contentType ?? "", tags ?? {});
  return {
    ...(isGiven(value) && { value }),
    ...(isGiven(contentType) && { contentType }),
    ...(isGiven(tags) && { tags: Object.keys(tags).length === 0 ? null : tags }),
    ...(isGiven(enabled) && { enabled }),
    ...(isGiven(nbf) && { notBefore: nbf }),
    ...(isGiven(exp) && { expires: exp }),
  };
}

/** Throws 400 for a version that would end before it begins. */
export function refuseInverted({ expires, notBefore }: Pick<SecretVersion, "expires" | "notBefore">): void {
  if (expires === null || notBefore === null || notBefore < expires) return;
  throw badParameter("Property has invalid value: attributes.exp. It must be later than attributes.nbf.");
}

function refuseLong(contentType: string, tags: Readonly<Record<string, string>>): void {
  if (contentType.length > longestContentType) {
    throw badParameter(`Property has invalid value: contentType. It has ${longestContentType} characters at most.`);
  }
  const entries = Object.entries(tags);
  if (entries.length > mostTags) throw badParameter(`Property has invalid value: tags. There are ${mostTags} at most.`);
  if (entries.flat().some((each) => each.length > longestTag)) {
    throw badParameter(`Property has invalid value: tags. Names and values have ${longestTag} characters at most.`);
  }
}

function unknownMember({ issues }: z.ZodError): string | undefined {
  const issue = issues.find(({ code }) => code === "unrecognized_keys");
  return issue?.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]].join(".") : undefined;
}

function isGiven<T>(member: T | null | undefined): member is T {
  return member !== undefined && member !== null;
}
