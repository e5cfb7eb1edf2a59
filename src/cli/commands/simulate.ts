import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createExecute } from "../../azure/execute.ts";
import { exitCodes, SurestepError } from "../../errors.ts";
import type { Latency } from "../../simulator/latency.ts";
import { quoteWord } from "../../tutorial/command.ts";
import type { Io } from "../io.ts";
import { inheritedStreams } from "../streams.ts";
import { chooseAz } from "../session/choose-az.ts";
import { connectSimulated } from "../session/connect.ts";
import { childEnvironment, withoutOwnAzure } from "../session/environment.ts";
import { listenForInterrupts } from "../session/interrupt.ts";
import { shellEnvironment } from "../session/shell-environment.ts";

/** The flags of `surestep simulate`. */
export interface SimulateOptions {
  port?: number;
  /** Kept between calls; without it everything is forgotten in the end. */
  folder?: string;
  az?: string;
  latency: Partial<Latency>;
}

/**
 * Keeps a simulated Azure running: prints the variables that lead a shell to it, or runs one command with them set.
 * @returns the command's exit code, or 0 when it was stopped
 */
export async function simulate(command: readonly string[], options: SimulateOptions, io: Io): Promise<number> {
  const interrupts = listenForInterrupts(io);
  const { signal } = interrupts;
  const folder =
    options.folder === undefined ? mkdtempSync(join(tmpdir(), "surestep-")) : resolve(io.cwd, options.folder);
  const inherited = withoutOwnAzure(childEnvironment(io.env));
  const execute = createExecute(inherited, interrupts);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const program = await chooseAz(options.az, io, execute);
    const extraCertificates = inherited["NODE_EXTRA_CA_CERTS"];
    const { latency, port } = options;
    const connected = await connectSimulated(program, execute, {
      ...{ folder, latency, signal, extraCertificates },
      ...(port === undefined ? {} : { port }),
    });
    try {
      const connection = connected.connection.environment;
      const environment = await shellEnvironment({ program, folder, connection, inherited, execute });
      if (command.length > 0) return await runInside(command, { ...inherited, ...environment }, { io, signal });
      printExports(environment, io);
      await untilStopped(signal);
      return exitCodes.ok;
    } finally {
      await connected.close();
    }
  } finally {
    interrupts.stop();
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

async function runInside(
  command: readonly string[],
  environment: Record<string, string>,
  { io, signal }: { io: Io; signal: AbortSignal },
): Promise<number> {
  const [file = "", ...args] = command;
  const { execa } = await import("execa");
  const result = await execa(file, args, {
    ...{
      cwd: io.cwd,
      env: environment,
      extendEnv: false,
      stdio: inheritedStreams(io),
      reject: false,
      cancelSignal: signal,
    },
  });
  if (result.exitCode !== undefined) return result.exitCode;
  if (signal.aborted) return exitCodes.interrupted;
  throw new SurestepError(`${file} could not be started.`, {
    hint: "Write the command after --, as in: surestep simulate -- az group list",
    exitCode: exitCodes.badInput,
    original: result.shortMessage,
  });
}

function printExports(environment: Record<string, string>, io: Io): void {
  const lines = Object.entries(environment).map(([name, value]) => `export ${name}=${quoteWord(value)}`);
  io.stdout.write(`# A simulated Azure is running; Ctrl-C stops it. In another shell:\n${lines.join("\n")}\n`);
}

function untilStopped(signal: AbortSignal): Promise<void> {
  // The server's socket alone keeps the process alive; the abort is what ends the wait.
  return new Promise((done) => signal.addEventListener("abort", () => done(), { once: true }));
}
