import { createHash } from "node:crypto";

/** The tag, and the beginning of the note, by which what a run made can be told. */
export const markName = "surestep";

/** The tag that says until when what has a mark is kept on purpose. */
export const keepName = "surestep-keep";

/** The only version of marks there is so far. */
const version = "1";

/**
 * The mark of a run, as the value of a tag: `1-<run's id>-<check>`. The check is four hexadecimal digits of the SHA-256
 * of what stands before it, so that no word somebody chose passes for a mark.
 */
export function formatMark(runId: string): string {
  return `${version}-${runId}-${checkOf(runId)}`;
}

/**
 * Reads a mark, from a tag's value or from a note that begins with `surestep=`.
 * @returns the run's id; undefined for anything that is no well-formed mark
 */
export function parseMark(text: string | null | undefined): string | undefined {
  const [, runId, check] = /^(?:surestep=)?1-([0-9a-z]{10})-([0-9a-f]{4})(?: keep=\S+)?$/.exec(text ?? "") ?? [];
  return runId !== undefined && check === checkOf(runId) ? runId : undefined;
}

/** A note with a mark, and until when what has it is kept (ISO 8601). */
export function noteWithKeep(note: string, until: string): string {
  return `${splitKeep(note).note} keep=${until}`;
}

/** Takes a note apart: itself, and until when what has it is kept on purpose (ISO 8601). */
export function splitKeep(text: string): { note: string; keptUntil: string | undefined } {
  const [, note = text, keptUntil] = /^(surestep=\S+) keep=(\S+)$/.exec(text) ?? [];
  return { note, keptUntil };
}

function checkOf(runId: string): string {
  return createHash("sha256").update(`${markName}=${version}-${runId}`).digest("hex").slice(0, 4);
}
