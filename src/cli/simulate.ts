import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { execa } from "execa";
import { createExecute, type Execute } from "../azure/execute.ts";
import { exitCodes, SurestepError } from "../errors.ts";
import type { Latency } from "../simulator/latency.ts";
import { quoteWord } from "../tutorial/command.ts";
import { chooseAz } from "./choose-az.ts";
import { connectSimulated } from "./connect.ts";
import { childEnvironment, withoutOwnAzure } from "./environment.ts";
import { listenForInterrupts } from "./interrupt.ts";

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
export async function simulate(command: readonly string[], options: SimulateOptions): Promise<number> {
  const interrupts = listenForInterrupts();
  const { signal } = interrupts;
  const folder = options.folder === undefined ? mkdtempSync(join(tmpdir(), "surestep-")) : resolve(options.folder);
  const inherited = withoutOwnAzure(childEnvironment(process.env));
  const execute = createExecute(inherited, signal);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const program = await chooseAz(options.az, inherited["PATH"] ?? "", execute);
    const extraCertificates = inherited["NODE_EXTRA_CA_CERTS"];
    const { latency, port } = options;
    const connected = await connectSimulated(program, execute, {
      ...{ folder, latency, extraCertificates },
      ...(port === undefined ? {} : { port }),
    });
    try {
      const path = `${shimOf(program, folder)}${delimiter}${inherited["PATH"] ?? ""}`;
      const environment = {
        ...connected.connection.environment,
        ...(await npmEnvironment(inherited, execute)),
        PATH: path,
      };
      if (command.length > 0) return await runInside(command, { ...inherited, ...environment }, signal);
      printExports(environment);
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

/** A folder for PATH in which `az` is the az of this simulation. */
function shimOf(program: { file: string; leading: readonly string[] }, folder: string): string {
  // A real az is called by its own name: its folder does.
  if (program.leading.length === 0) return dirname(program.file);
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true, mode: 0o700 });
  const words = [program.file, ...program.leading].map(quoteWord).join(" ");
  writeFileSync(join(bin, "az"), `#!/bin/sh\nexec ${words} "$@"\n`);
  chmodSync(join(bin, "az"), 0o700);
  return bin;
}

/**
 * npm must reach its registry past the simulator, which refuses it: through the reader's own proxy where there is one,
 * else directly.
 */
async function npmEnvironment(inherited: Record<string, string>, execute: Execute): Promise<Record<string, string>> {
  const proxy = inherited["HTTPS_PROXY"] ?? inherited["https_proxy"];
  if (proxy !== undefined && proxy !== "") return { npm_config_https_proxy: proxy, npm_config_proxy: proxy };
  const result = await execute("npm", ["config", "get", "registry"]);
  const registry = URL.canParse(result.stdout.trim()) ? new URL(result.stdout.trim()).hostname : "registry.npmjs.org";
  return { npm_config_noproxy: registry };
}

async function runInside(
  command: readonly string[],
  environment: Record<string, string>,
  signal: AbortSignal,
): Promise<number> {
  const [file = "", ...args] = command;
  const result = await execa(file, args, {
    ...{ env: environment, extendEnv: false, stdio: "inherit", reject: false, cancelSignal: signal },
  });
  if (result.exitCode !== undefined) return result.exitCode;
  if (signal.aborted) return exitCodes.interrupted;
  throw new SurestepError(`${file} could not be started.`, {
    hint: "Write the command after --, as in: surestep simulate -- az group list",
    original: result.shortMessage,
  });
}

function printExports(environment: Record<string, string>): void {
  const lines = Object.entries(environment).map(([name, value]) => `export ${name}=${quoteWord(value)}`);
  process.stdout.write(`# A simulated Azure is running; Ctrl-C stops it. In another shell:\n${lines.join("\n")}\n`);
}

function untilStopped(signal: AbortSignal): Promise<void> {
  // The server's socket alone keeps the process alive; the abort is what ends the wait.
  return new Promise((done) => signal.addEventListener("abort", () => done(), { once: true }));
}
