import { closeSync, copyFileSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { exitCodes, messageOf, SurestepError } from "../../errors.ts";
import { plainJson } from "../../plain-text.ts";
import { parseEntry, type Entry, type JournalEvent } from "./entry.ts";
import { foldEntry, foldProgress, type Progress } from "./progress.ts";

/** The one place where a run's state lives: append-only, a JSON object a line. */
export interface Journal {
  /** All entries so far; grows as events are recorded. */
  readonly entries: readonly Entry[];
  /** What the entries amount to; kept up with them. */
  readonly progress: Progress;
  /** Writes an event, redacted, before it returns the entry. Throws a SurestepError when the disk does not take it. */
  record(event: JournalEvent): Entry;
  /** Brings what was written to the disk, so that it outlives the machine, too: before something may be made. */
  sync(): void;
  close(): void;
}

/** What a journal holds, as far as it can be read. */
export interface JournalText {
  entries: Entry[];
  /** The first line that cannot be read: its number, and why. The entries are those before it. */
  broken: { line: number; why: string } | undefined;
  /** Bytes of the lines that are whole and can be read. */
  length: number;
}

/**
 * Reads a journal as far as it can be read. A last line that was cut in the middle (the process was killed while it
 * wrote) is left out without a word; any other line that cannot be read ends it, and is told in `broken`.
 */
export function readJournal(file: string): JournalText {
  const text = readFileSync(file, "utf8");
  const found: JournalText = { entries: [], broken: undefined, length: 0 };
  const lines = text.split("\n").slice(0, -1);
  for (const [index, line] of lines.entries()) {
    try {
      found.entries.push(parseEntry(line));
    } catch (error) {
      found.broken = { line: index + 1, why: messageOf(error) };
      break;
    }
    found.length += Buffer.byteLength(line) + 1;
  }
  return found;
}

/** The error for a journal of which a line cannot be read. */
export function brokenJournal(file: string, { line, why }: NonNullable<JournalText["broken"]>): SurestepError {
  return new SurestepError(`The journal of this run cannot be read: ${file}:${line}: ${why}.`, {
    hint: "'surestep clean-up' removes what the lines before it tell of. To go on instead, correct or remove that line.",
    exitCode: exitCodes.badInput,
  });
}

export interface JournalOptions {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Takes secrets out of an event. */
  redact(event: JournalEvent): JournalEvent;
  /**
   * Go on after the last line that can be read: for clean-up. The journal as it was is kept beside it, because what the
   * broken line and those after it tell of may be needed by a person.
   */
  repair?: boolean;
  /** Refuses the run that a journal tells of by throwing, before anything of the file is changed. */
  check?(progress: Progress): void;
}

/**
 * Opens a journal for appending, made if it is not there (0600). A last line that was cut is removed from the file, so
 * that the next one starts on a line of its own. What is repaired is kept as it was in `<file>.broken`.
 * @throws SurestepError (exit code 2) when a line cannot be read, unless it is to be repaired; what `check` throws
 */
export function openJournal(file: string, options: JournalOptions): Journal {
  const descriptor = openSync(file, "a", 0o600);
  const { entries, broken, length } = readJournal(file);
  const progress = foldProgress(entries);
  try {
    options.check?.(progress);
    if (broken !== undefined && options.repair !== true) throw brokenJournal(file, broken);
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  if (broken !== undefined) copyFileSync(file, `${file}.broken`);
  let size = length;
  let isSynced = true;
  ftruncateSync(descriptor, size);
  return {
    ...{ entries, progress },
    record(event) {
      const line = JSON.stringify({
        ...options.redact(event),
        at: new Date(options.now()).toISOString(),
      });
      // What stays as it is may be looked at in a terminal, too.
      size += append(descriptor, Buffer.from(`${plainJson(line)}\n`), { file, size });
      if (mustReachDisk(event)) fsyncSync(descriptor);
      isSynced = mustReachDisk(event);
      const entry: Entry = JSON.parse(line);
      entries.push(entry);
      foldEntry(progress, entry);
      return entry;
    },
    sync() {
      if (!isSynced) fsyncSync(descriptor);
      isSynced = true;
    },
    close: () => closeSync(descriptor),
  };
}

/**
 * Whether an event must survive the machine at once: those that say what exists. A process that is killed loses nothing
 * that it has written; only power that fails does. Intents are brought there before a program starts.
 */
function mustReachDisk({ type }: JournalEvent): boolean {
  return type === "owned" || type === "captured" || type === "cleaned";
}

/** Writes all bytes, or none: what a full disk took only in part is taken back. @returns how many */
function append(descriptor: number, bytes: Buffer, { file, size }: { file: string; size: number }): number {
  try {
    for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
    return bytes.length;
  } catch (error) {
    ftruncateSync(descriptor, size);
    throw new SurestepError(`The journal ${file} cannot be written, so nothing more is done.`, {
      hint: "Make room on that disk, then run the same command again: it goes on where it stopped.",
      exitCode: exitCodes.setUp,
      original: messageOf(error),
    });
  }
}
