import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { addAbortSignal } from "node:stream";
import { Secret } from "../../azure/secret.ts";
import { exitCodes, messageOf, SurestepError } from "../../errors.ts";
import type { InputConfig } from "../../tutorial/schema.ts";
import type { Tutorial } from "../../tutorial/tutorial.ts";
import type { Input } from "../io.ts";
import type { RedactedIo } from "../redacted-io.ts";
import { askForInput } from "../terminal/ask-for-input.ts";
import type { Screen } from "../terminal/screen.ts";
import { inputVariables } from "./environment.ts";

export interface Reader {
  io: RedactedIo;
  screen: Screen;
  signal: AbortSignal;
}

/**
 * Reads what the reader sets. Any input can be set by a variable of the environment, `SURESTEP_SET_` and its name, and by
 * `--set`, which counts more. A secret one need not stand on the command line, which all users of a machine can see:
 * `@file` is what a file holds, `-` what standard input holds or is typed hidden at a terminal, and `@@…` a value that
 * begins with `@`. What is secret is known to the redactor from here on.
 * @param set what `--set` says, by input
 * @throws SurestepError (exit code 2) for what cannot be read
 */
export async function readInputs(
  tutorial: Tutorial,
  set: Readonly<Record<string, string>>,
  reader: Reader,
): Promise<Record<string, string>> {
  refuseTwoReaders(set, tutorial);
  const read: Record<string, string> = { ...inputVariables(reader.io.env) };
  const inClear: string[] = [];
  for (const [name, text] of Object.entries(set)) {
    const input = Object.hasOwn(tutorial.inputs, name) ? tutorial.inputs[name] : undefined;
    if (input?.secret !== true) read[name] = text;
    else if (text === "-") read[name] = await readTyped(name, input, reader);
    else if (/^@[^@]/.test(text)) read[name] = readNamedFile(name, text.slice(1), reader.io.cwd);
    else {
      read[name] = text.replace(/^@@/, "@");
      inClear.push(name);
    }
  }
  for (const [name, value] of Object.entries(read)) {
    if (tutorial.inputs[name]?.secret === true) reader.io.redactor.add(Secret.of(value));
  }
  for (const name of inClear) reader.io.stderr.write(`${seenByOthers(name)}\n`);
  return read;
}

function refuseTwoReaders(set: Readonly<Record<string, string>>, { inputs }: Tutorial): void {
  const names = Object.keys(set).filter((name) => set[name] === "-" && inputs[name]?.secret === true);
  if (names.length < 2) return;
  throw new SurestepError(`Standard input can be one input only, not ${names.join(" and ")}.`, {
    hint: "Set the others by a variable (SURESTEP_SET_<input>) or from a file (--set <input>=@file).",
    exitCode: exitCodes.badInput,
  });
}

function seenByOthers(name: string): string {
  return (
    `! ${name} stands on the command line, where others can see it: in the list of processes, in npm's output, in your ` +
    `shell's history.\n  Better: the variable SURESTEP_SET_${name}, --set ${name}=@file, or --set ${name}=- for standard input.`
  );
}

/** More than any input takes. */
const longest = 1_000_000;

function readNamedFile(name: string, file: string, cwd: string): string {
  const path = resolve(cwd, file);
  try {
    if (statSync(path).size <= longest) return withoutLineEnd(readFileSync(path, "utf8"), name);
  } catch (error) {
    throw new SurestepError(`The file ${file}, from which ${name} is to be read, cannot be read.`, {
      hint: `Name another one. A value that begins with @ is written with two: --set ${name}=@@…`,
      exitCode: exitCodes.badInput,
      original: messageOf(error),
      cause: error,
    });
  }
  throw tooLong(name);
}

function readTyped(name: string, input: InputConfig, { io, screen, signal }: Reader): Promise<string> {
  if (io.stdin.isTTY !== true) return readAll(name, io.stdin, signal);
  return askForInput(name, input, { screen, signal });
}

/** All that stands on standard input, without the end of its last line. */
async function readAll(name: string, stdin: Input, signal: AbortSignal): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of addAbortSignal(signal, stdin)) {
      pieces.push(Buffer.from(piece));
      if ((length += piece.length) > longest) throw tooLong(name);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
  return withoutLineEnd(Buffer.concat(pieces).toString(), name);
}

/** As a shell's `$(…)` drops it: an editor, `echo` and `pass` end a file with one. */
function withoutLineEnd(text: string, name: string): string {
  if (text.length > longest) throw tooLong(name);
  return text.replace(/\r?\n$/, "");
}

function tooLong(name: string): SurestepError {
  return new SurestepError(`What ${name} is to be read from holds more than ${longest} characters.`, {
    hint: "Name a file that holds the value and nothing else.",
    exitCode: exitCodes.badInput,
  });
}
