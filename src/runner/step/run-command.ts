import type { AzError } from "../../azure/az-error.ts";
import type { Said } from "../../azure/hint.ts";
import { saidByProgram } from "../../azure/known/said.ts";
import { readProgramError } from "../../azure/program-error.ts";
import { Secret } from "../../azure/secret.ts";
import { fillCommand, quoteCommand } from "../../tutorial/command.ts";
import { wordDuration } from "../../tutorial/duration.ts";
import type { Command, TutorialStep } from "../../tutorial/tutorial.ts";
import { announce, record, type Run } from "../run.ts";
import { capture, describeOutput } from "./capture.ts";
import { execute } from "./execute-command.ts";

/** How a command ended. Texts are redacted. */
export interface CommandResult {
  /** The command as the tutorial words it. */
  command: Command;
  /** As it was run: filled in, secrets masked. */
  shown: string;
  /** Whether it ended as it should. */
  ok: boolean;
  exitCode: number;
  output: string;
  milliseconds: number;
  error?: AzError | undefined;
  /** What it said of its failure: what the failure is known by. */
  said: Said;
  /** Whether it was ended because its time was up. */
  timedOut: boolean;
  /** What went wrong, in a sentence, where it did not end as it should. */
  problem?: string | undefined;
}

/** What is kept of a command's output, in characters: enough to see what went wrong, at its end. */
const longestOutput = 20_000;

/** The command as it is shown: filled in, secrets masked, quoted for bash. */
export function shownCommand(run: Pick<Run, "values">, command: Pick<Command, "words">): string {
  return quoteCommand(fillCommand(command.words, run.values.shownOf));
}

/**
 * Runs one command of a step, writes into the journal how it ended, then captures what it gave.
 * @param timeout milliseconds, for a command that has no limit of its own
 * @throws the signal's reason when the run was stopped; NotKnownYet when a value that it needs is missing
 */
export async function runCommand(
  run: Run,
  step: TutorialStep,
  command: Command,
  timeout: number,
): Promise<CommandResult> {
  run.signal.throwIfAborted();
  announce(run, { type: "command-begun", step: step.id, line: shownCommand(run, command) });
  const limit = command.timeout ?? timeout;
  // An exported variable is this process's own affair.
  if (command.words[0] !== "export") run.commandsBegun += 1;
  const result = await execute(run, command, limit);
  const captured = capture(command, result.stdout);
  const { values, missing } = result.exitCode === 0 ? captured : { values: new Map(), missing: [] };
  // Before the output is written anywhere: what is secret in it has to be known by then, also where the command failed.
  for (const value of captured.values.values()) if (value instanceof Secret) run.redactor.add(value);
  for (const [name, value] of values) run.values.set(name, value);
  const shown = shownCommand(run, command);
  const isSafe = !captured.missing.some((name) => command.capture[name]?.secret === true);
  const text = `${result.stderr}${isSafe ? result.stdout : describeOutput(result.stdout)}`.trim();
  const output = run.redactor.redact(text).slice(-longestOutput);
  const stderr = run.redactor.redact(result.stderr);
  const error = result.exitCode === 0 ? undefined : readProgramError(command.words[0] ?? "", stderr);
  const milliseconds = Math.round(result.milliseconds);
  record(run, {
    ...{ type: "command", step: step.id, line: shown, exitCode: result.exitCode, milliseconds, output },
    ...(error === undefined ? {} : { error }),
  });
  recordCaptured(run, step.id, values);
  const problem =
    result.timedOut === true
      ? `${shown} did not end within ${wordDuration(limit)}, and was ended.`
      : missing.length > 0
        ? `${programOf(run, command)} no longer prints ${missing.join(", ")}; it printed ${describeOutput(result.stdout)}.`
        : result.exitCode === (command.exitCode ?? 0)
          ? undefined
          : `${shown} ended with exit code ${result.exitCode}.`;
  return {
    ...{ command, shown, ok: problem === undefined, exitCode: result.exitCode, output },
    ...{ milliseconds: result.milliseconds, error, problem, said: saidByProgram(stderr) },
    timedOut: result.timedOut === true,
  };
}

/** Writes into the journal what was captured, or told by the reader; secrets as fingerprints. */
export function recordCaptured(run: Run, step: string, values: ReadonlyMap<string, string | Secret>): void {
  if (values.size === 0) return;
  const [texts, secrets]: [Record<string, string>, Record<string, string>] = [{}, {}];
  for (const [name, value] of values) {
    if (value instanceof Secret) secrets[name] = value.fingerprint(run.fingerprintCost);
    else texts[name] = value;
  }
  record(run, { type: "captured", step, values: texts, secrets });
}

/** The program of a command, az with its version: what a newer one no longer prints is that version's doing. */
function programOf(run: Run, { words }: Command): string {
  const [program = ""] = words;
  return program === "az" ? `az ${run.connection.program.version}` : words.slice(0, 2).join(" ");
}
