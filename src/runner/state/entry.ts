import { z } from "zod";
import type { Resource, Unread } from "../../tutorial/resource.ts";

/** The version of the journal's format. A journal of another version is refused: it would be misread. */
export const journalFormat = 2;

const check = z.object({
  title: z.string(),
  ok: z.boolean(),
  expected: z.string(),
  actual: z.string(),
  hint: z.string().optional(),
});
const checks = z.array(check);
const texts = z.record(z.string(), z.string());
const step = z.string();
const azError = z.object({ code: z.string().optional(), message: z.string() });

const isResource = z.looseObject({
  ...{ kind: z.string(), address: z.string(), identity: z.string() },
  ...{ state: z.enum(["live", "deleted"]), properties: z.record(z.string(), z.unknown()) },
});
const resources = z.array(z.custom<Resource>((value) => isResource.safeParse(value).success, "it is no resource"));
const isUnread = z.object({ what: z.string(), needs: z.string(), kind: z.string(), within: z.string().optional() });
const unread = z.array(z.custom<Unread>((value) => isUnread.safeParse(value).success));
const inventory = z.object({ at: z.string(), kinds: z.array(z.string()), resources, unread });
/** Which resource, and what it is in words. */
const reference = { kind: z.string(), identity: z.string(), title: z.string() };

const event = z.discriminatedUnion("type", [
  /** The first entry: what run this is, of which tutorial, in which Azure. */
  z.object({
    type: z.literal("run"),
    format: z.literal(journalFormat),
    id: z.string(),
    tutorial: z.object({ id: z.string(), title: z.string(), hash: z.string() }),
    mode: z.enum(["simulated", "live"]),
    az: z.object({ version: z.string(), standIn: z.boolean() }),
    /** Whether the article is on trial as it was published. */
    asWritten: z.boolean(),
  }),
  /** What inputs are set to; a later one overrides. `secrets` holds fingerprints. */
  z.object({ type: z.literal("inputs"), inputs: texts, secrets: texts }),
  /** Who is signed in, and where: what is made there is removed there. */
  z.object({ type: z.literal("account"), account: texts }),
  /** What there was before the run did anything: in the end it is compared with that. */
  z.object({ type: z.literal("beginning"), inventory }),
  /**
   * Written before the cloud is touched: from now on a step may have made something. `existing` holds the keys of all that
   * was there then (`keyOf`): what is found later and is not among them came into being since.
   */
  z.object({ type: z.literal("intent"), step, existing: z.array(z.string()) }),
  /** Something that a step would make was there, and is used as it is: it is not the run's, and stays. */
  z.object({ type: z.literal("used"), step, kind: z.string(), address: z.string() }),
  /** These came into being by the run, or are known better since: each as it was seen then. */
  z.object({ type: z.literal("owned"), step, resources }),
  /** What changed in the cloud during a step, a line each; and what others did meanwhile. */
  z.object({ type: z.literal("difference"), step, lines: z.array(z.string()), others: z.array(z.string()) }),
  /** A command that ended, before anything is read out of its output. Output and error are redacted. */
  z.object({
    type: z.literal("command"),
    step,
    line: z.string(),
    exitCode: z.number(),
    milliseconds: z.number(),
    output: z.string(),
    error: azError.optional(),
  }),
  /** What was read out of a command's output, or told by the reader. `secrets` holds fingerprints. */
  z.object({ type: z.literal("captured"), step, values: texts, secrets: texts }),
  /** A step was verified. `settled` is the part of the milliseconds that its checks took to hold. */
  z.object({ type: z.literal("done"), step, checks, settled: z.number(), milliseconds: z.number(), ran: z.boolean() }),
  /** A step failed: why, whose the failure is (a class of `exitCodes`), and the words of the error that it is known by. */
  z.object({
    ...{ type: z.literal("failed"), step, checks, reason: z.string(), milliseconds: z.number() },
    ...{ class: z.string().optional(), knownBy: z.string().optional() },
  }),
  /** Something that is wrong with the article although the step went well. */
  z.object({ type: z.literal("finding"), step, sentence: z.string() }),
  z.object({ type: z.literal("skipped"), step }),
  /** Left in place on purpose, until then (ISO 8601). */
  z.object({ type: z.literal("kept"), until: z.string() }),
  /** Written before one of the run's own resources is removed. */
  z.object({ type: z.literal("removing"), ...reference }),
  /** One of the run's own resources was proved gone, its deleted form too. */
  z.object({ type: z.literal("gone"), ...reference }),
  /** One of them could not be removed: why, until when, and the commands that would. */
  z.object({
    ...{ type: z.literal("survived"), ...reference, why: z.string(), until: z.string().optional() },
    commands: z.array(z.string()),
  }),
  /** The end held against the beginning, in sentences. `apart` is what has a name of ours and is not ours. */
  z.object({
    ...{ type: z.literal("compared"), isAsItWas: z.boolean(), differences: z.array(z.string()) },
    ...{ apart: z.array(z.string()), unseen: z.array(z.string()) },
  }),
  /** Everything that the run made was proved gone. */
  z.object({ type: z.literal("cleaned") }),
  /** A process stopped working on the run: with which exit code, and of a failure its class and why. */
  z.object({
    ...{ type: z.literal("ended"), exitCode: z.number() },
    ...{ class: z.string().optional(), reason: z.string().optional() },
  }),
]);

/** What a journal tells. Secrets appear in it as fingerprints only. */
export type JournalEvent = z.output<typeof event>;

/** A journalled event with the time at which it was written (ISO 8601). */
export type Entry = JournalEvent & { at: string };

const entry = z.intersection(event, z.object({ at: z.string() }));

/**
 * Reads one line of a journal.
 * @throws Error that says in a few words what is wrong with it
 */
export function parseEntry(line: string): Entry {
  const read = entry.safeParse(parseJson(line));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Error(`${issue?.path.join(".") || "the entry"}: ${issue?.message}`);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error("it is not JSON");
  }
}
