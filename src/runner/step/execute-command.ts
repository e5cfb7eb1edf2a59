import { existsSync, realpathSync } from "node:fs";
import { rm } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import type { ExecuteResult } from "../../azure/execute.ts";
import { Secret } from "../../azure/secret.ts";
import { fillCommand } from "../../tutorial/command.ts";
import { fill, namesIn } from "../../tutorial/template.ts";
import type { Command } from "../../tutorial/tutorial.ts";
import { exportVariable, programEnvironment, type Run } from "../run.ts";
import { splitAssignment } from "../state/environment-file.ts";

/**
 * Runs the program of a command, filled in, or does what `export` and `rm` do.
 * @param timeout milliseconds after which it is ended
 * @throws NotKnownYet when a value that it needs is missing
 */
export async function execute(run: Run, command: Command, timeout: number): Promise<ExecuteResult> {
  const [program, ...words] = fillCommand(command.words, run.values.textOf);
  // Nobody can answer here: where the article's reader says y, az's own flag says it for them.
  const args = command.answer === "y" ? [...words, "--yes"] : words;
  const stdin = command.stdin === undefined ? {} : { stdin: `${fill(command.stdin, run.values.textOf)}\n` };
  const cwd = run.folder.project;
  // From here on something may be made: the intent has to be on the disk.
  if (program !== "export" && program !== "rm") run.journal.sync();
  switch (program) {
    case "az":
      return run.azure.az(args, { timeout, ...stdin });
    case "node":
      return run.execute(run.node, args, { cwd, environment: programEnvironment(run), timeout, ...stdin });
    case "export":
      return exportAll(run, command);
    case "rm":
      return removeAll(run, args);
    default:
      // npm must reach its registry: it never gets the connection's environment.
      return run.execute(program ?? "", args, { cwd, environment: npmSettings, timeout });
  }
}

const npmSettings = { npm_config_audit: "false", npm_config_fund: "false", npm_config_update_notifier: "false" };

function refused(sentence: string): ExecuteResult {
  return { exitCode: 1, stdout: "", stderr: `ERROR: ${sentence}\n`, milliseconds: 0 };
}

const done: ExecuteResult = { exitCode: 0, stdout: "", stderr: "", milliseconds: 0 };

function exportAll(run: Run, command: Command): ExecuteResult {
  for (const word of command.words.slice(1)) {
    const [name, template] = splitAssignment(word);
    const value = fill(template, run.values.textOf);
    const isSecret = namesIn(template).some((used) => run.values.secrets.has(used));
    exportVariable(run, name, isSecret ? Secret.of(value) : value);
  }
  return done;
}

async function removeAll(run: Run, args: readonly string[]): Promise<ExecuteResult> {
  for (const path of args.filter((arg) => !arg.startsWith("-"))) {
    if (!isInside(run.folder.path, path)) return refused(`${path} is not in the run's folder, so it is not removed`);
    // As it was looked at: behind a link, `..` would lead elsewhere.
    await rm(resolve(path), { recursive: true, force: true });
  }
  return done;
}

/** Whether a path lies in a folder, not only as it is written: a link on the way to it may lead elsewhere. */
function isInside(folder: string, path: string): boolean {
  const parent = dirname(resolve(path));
  const real = existsSync(parent) ? realpathSync(parent) : parent;
  const way = relative(realpathSync(folder), join(real, basename(path)));
  return way !== "" && !way.startsWith("..") && !isAbsolute(way);
}
