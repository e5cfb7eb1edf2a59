import { z } from "zod";
import { ServiceError } from "../operation.ts";
import type { Secret } from "../state.ts";

/** What a backup begins with, so that anything else is recognised as no backup. */
const mark = "surestep-simulator-backup:";

const backedUp = z.object({
  name: z.string(),
  versions: z
    .array(
      z.object({
        version: z.string(),
        value: z.string(),
        contentType: z.string().nullable(),
        tags: z.record(z.string(), z.string()).nullable(),
        enabled: z.boolean(),
        notBefore: z.number().nullable(),
        expires: z.number().nullable(),
        created: z.number(),
        updated: z.number(),
      }),
    )
    .min(1),
});

/** A secret as a blob, base64url as the real one, which is encrypted beside. */
export function writeBackup(secret: Secret): string {
  return Buffer.from(`${mark}${JSON.stringify(secret)}`).toString("base64url");
}

/** The secret in a blob; throws 400 for a blob that is none (recorded in the tests of the SDK for JavaScript). */
export function readBackup(blob: string): Secret {
  const text = Buffer.from(blob, "base64url").toString();
  const found = text.startsWith(mark) ? backedUp.safeParse(parse(text.slice(mark.length))) : undefined;
  if (found?.success) return found.data;
  throw new ServiceError(400, "Malformed backup blob", "Backup blob contains invalid or corrupt version.");
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
