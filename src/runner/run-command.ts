import { rmSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";
import { readAzError, type AzError } from "../azure/az-error.ts";
import type { ExecuteResult } from "../azure/execute.ts";
import { Secret } from "../azure/secret.ts";
import { fillCommand, quoteCommand } from "../tutorial/command.ts";
import { fill, namesIn } from "../tutorial/template.ts";
import type { Command, TutorialStep } from "../tutorial/tutorial.ts";
import { capture } from "./capture.ts";
import { splitAssignment } from "./environment-file.ts";
import { exportVariable, programEnvironment, type Run } from "./run.ts";

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
  error?: AzError;
}

/** The command as it is shown: filled in, secrets masked, quoted for bash. */
export function shownCommand(run: Run, command: Command): string {
  return quoteCommand(fillCommand(command.words, run.values.shownOf));
}

/** Whether the command is to be run now: its `when` names something that was observed. */
export function applies(run: Run, command: Command): boolean {
  return command.when === undefined || (run.values.plain.get(command.when) ?? "") !== "";
}

/**
 * Runs one command of a step, captures what it gave, and writes it into the journal.
 * @throws the signal's reason when the run was stopped; NotKnownYet when a value that it needs is missing; Error when it succeeded without giving what is captured
 */
export async function runCommand(run: Run, step: TutorialStep, command: Command): Promise<CommandResult> {
  run.signal.throwIfAborted();
  const result = await execute(run, command);
  const captured = result.exitCode === 0 ? capture(command, result.stdout) : new Map<string, string | Secret>();
  for (const [name, value] of captured) run.values.set(name, value);
  const shown = shownCommand(run, command);
  const error = result.exitCode === 0 ? undefined : redactError(run, readAzError(result.stderr));
  run.journal.record({
    type: "command",
    step: step.id,
    line: shown,
    exitCode: result.exitCode,
    milliseconds: Math.round(result.milliseconds),
    captured: Object.fromEntries(
      [...captured].flatMap(([name, value]) => (value instanceof Secret ? [] : [[name, value]])),
    ),
    secrets: Object.fromEntries(
      [...captured].flatMap(([name, value]) => (value instanceof Secret ? [[name, value.fingerprint()]] : [])),
    ),
    ...(error === undefined ? {} : { error }),
  });
  const output = run.redactor.redact(`${result.stderr}${result.stdout}`.trim());
  return {
    ...{ command, shown },
    ok: result.exitCode === (command["exit-code"] ?? 0),
    exitCode: result.exitCode,
    output,
    milliseconds: result.milliseconds,
    ...(error === undefined ? {} : { error }),
  };
}

async function execute(run: Run, command: Command): Promise<ExecuteResult> {
  const [program, ...words] = fillCommand(command.words, run.values.textOf);
  // Nobody can answer here: where the article's reader says y, az's own flag says it for them.
  const args = command.answer === "y" ? [...words, "--yes"] : words;
  const stdin = command.stdin === undefined ? {} : { stdin: `${fill(command.stdin, run.values.textOf)}\n` };
  const cwd = run.folder.project;
  switch (program) {
    case "az":
      return run.azure.az(args);
    case "node":
      return run.execute(run.node, args, { cwd, environment: programEnvironment(run), ...stdin });
    case "export":
      return exportAll(run, command);
    case "rm":
      return removeAll(run, args);
    default:
      // npm must reach its registry: it never gets the connection's environment.
      return run.execute(program ?? "", args, { cwd, environment: npmSettings });
  }
}

const npmSettings = { npm_config_audit: "false", npm_config_fund: "false", npm_config_update_notifier: "false" };

function exportAll(run: Run, command: Command): ExecuteResult {
  for (const word of command.words.slice(1)) {
    const [name, template] = splitAssignment(word);
    const value = fill(template, run.values.textOf);
    const isSecret = namesIn(template).some((used) => run.values.secrets.has(used));
    exportVariable(run, name, isSecret ? Secret.of(value) : value);
  }
  return { exitCode: 0, stdout: "", stderr: "", milliseconds: 0 };
}

function removeAll(run: Run, args: readonly string[]): ExecuteResult {
  for (const path of args.filter((arg) => !arg.startsWith("-"))) {
    if (!isInside(run.folder.path, path)) throw new Error(`${path} is not in the run's folder`);
    rmSync(path, { recursive: true, force: true });
  }
  return { exitCode: 0, stdout: "", stderr: "", milliseconds: 0 };
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, resolve(path));
  return way !== "" && !way.startsWith("..") && !isAbsolute(way);
}

function redactError(run: Run, error: AzError): AzError {
  return { code: error.code, message: run.redactor.redact(error.message) };
}
