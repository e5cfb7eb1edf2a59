import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { createExecute } from "../../azure/execute.ts";
import { exitCodes } from "../../errors.ts";
import { readEnvironmentFile } from "../../runner/state/environment-file.ts";
import { runFolder, type RunFolder } from "../../runner/state/folder.ts";
import type { RedactedIo } from "../redacted-io.ts";
import { inheritedStreams } from "../streams.ts";
import { chooseAz } from "../session/choose-az.ts";
import { sharedEnvironment } from "../session/connect.ts";
import { childEnvironment, withoutOwnAzure } from "../session/environment.ts";
import { shellEnvironment } from "../session/shell-environment.ts";
import { chosenRun, withRun, type RunFlags } from "../session/with-run.ts";

/**
 * Opens a shell in a run's project folder that reaches the run's Azure and has its exported variables. When another
 * process works on the run, as a walk by hand does, the shell joins its simulated Azure; else it has one of its own.
 * @returns the shell's exit code; 130 when a signal ended it
 */
export async function openShell(flags: RunFlags, io: RedactedIo): Promise<number> {
  const base = resolve(io.cwd, flags.folder);
  const { id, mode } = chosenRun(base, flags.run);
  const folder = runFolder(base, id);
  const shared = join(folder.azure, sharedEnvironment);
  if (mode === "live") return startShell(folder, {}, flags, io);
  if (existsSync(shared)) return startShell(folder, JSON.parse(readFileSync(shared, "utf8")), flags, io);
  return withRun(flags, io, ({ run }) => startShell(folder, run.connection.environment, flags, io));
}

async function startShell(
  folder: RunFolder,
  connection: Record<string, string>,
  { az }: RunFlags,
  io: RedactedIo,
): Promise<number> {
  const own = childEnvironment(io.env);
  const isSimulated = Object.keys(connection).length > 0;
  const inherited = isSimulated ? withoutOwnAzure(own) : own;
  const execute = createExecute(inherited, { signal: new AbortController().signal });
  const program = await chooseAz(az, io, execute);
  const reaching = isSimulated
    ? await shellEnvironment({ program, folder: folder.azure, connection, inherited, execute })
    : {};
  const exported = Object.fromEntries(readEnvironmentFile(folder.environment));
  const shell = inherited["SHELL"] ?? "/bin/sh";
  const { args, environment } = promptOf(shell, folder.azure);
  io.stdout.write(`A shell for run ${basename(folder.path)}; exit ends it.\n`);
  const { execa } = await import("execa");
  const result = await execa(shell, args, {
    ...{ cwd: folder.project, stdio: inheritedStreams(io), reject: false, extendEnv: false },
    env: { ...inherited, ...reaching, ...exported, ...environment },
  });
  return result.exitCode ?? exitCodes.interrupted;
}

/** How each shell is told to show where one is, after it has read the reader's own settings. */
function promptOf(shell: string, folder: string): { args: string[]; environment: Record<string, string> } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  switch (basename(shell)) {
    case "bash": {
      const file = join(folder, "bashrc");
      writeFileSync(file, '[ -f ~/.bashrc ] && . ~/.bashrc\nPS1="(surestep) $PS1"\n', { mode: 0o600 });
      return { args: ["--rcfile", file, "-i"], environment: {} };
    }
    case "zsh":
      writeFileSync(join(folder, ".zshrc"), '[ -f ~/.zshrc ] && . ~/.zshrc\nPROMPT="(surestep) $PROMPT"\n', {
        mode: 0o600,
      });
      return { args: ["-i"], environment: { ZDOTDIR: folder } };
    case "fish":
      return {
        args: [
          "--init-command",
          "functions -c fish_prompt own_prompt; function fish_prompt; echo -n '(surestep) '; own_prompt; end",
        ],
        environment: {},
      };
    default:
      return { args: ["-i"], environment: { PS1: "(surestep) $ " } };
  }
}
