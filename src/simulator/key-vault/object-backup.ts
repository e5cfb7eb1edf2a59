import { createHash } from "node:crypto";
import { ServiceError } from "../operation.ts";
import type { Certificate } from "./certificate-state.ts";
import type { Key } from "./key-state.ts";

/** What can be backed up here; secrets have a form of their own. */
interface Backups {
  key: Key;
  certificate: Certificate;
}

/**
 * A key or a certificate as a blob, base64url as the real one, which is encrypted beside. A digest stands in front, so
 * that what was altered is recognised.
 */
export function writeBackup<K extends keyof Backups>(kind: K, object: Backups[K]): string {
  const text = JSON.stringify(object);
  return Buffer.from(`${markOf(kind)}${digestOf(text)}:${text}`).toString("base64url");
}

/**
 * What `writeBackup` wrote, out of the body of a request to restore it; throws 400 for a blob that is none (recorded in
 * the tests of the SDK for JavaScript).
 */
export function readBackup<K extends keyof Backups>(kind: K, body: unknown): Backups[K] {
  const blob = typeof body === "object" && body !== null && "value" in body ? String(body.value) : "";
  const content = Buffer.from(blob, "base64url").toString();
  const mark = markOf(kind);
  const [, digest, text = ""] =
    /^([0-9a-f]{64}):(.*)$/s.exec(content.startsWith(mark) ? content.slice(mark.length) : "") ?? [];
  if (digest === digestOf(text)) return JSON.parse(text);
  throw new ServiceError(400, "Malformed backup blob", "Backup blob contains invalid or corrupt version.");
}

function markOf(kind: string): string {
  return `surestep-simulator-${kind}-backup:`;
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
