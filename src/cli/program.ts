import { Command, InvalidArgumentError, Option } from "commander";
import type { Latency } from "../simulator/latency.ts";

/** Runs a command's function and ends the process with its exit code; the only place where it ends. */
async function end(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    const { wordError } = await import("./show-error.ts");
    const { text, exitCode } = wordError(error, process.env["SURESTEP_DEBUG"] !== undefined);
    process.stderr.write(`${text}\n`);
    process.exitCode = exitCode;
  }
}

function collect(pair: string, set: Record<string, string>): Record<string, string> {
  const at = pair.indexOf("=");
  return { ...set, [at === -1 ? pair : pair.slice(0, at)]: at === -1 ? "" : pair.slice(at + 1) };
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new InvalidArgumentError("A port is a number from 1 to 65535.");
}

async function latencyOf(times: string | undefined): Promise<Latency> {
  const { readLatency } = await import("./latency.ts");
  return readLatency(times ?? "none");
}

/** The command line: what there is, and which file does it. Each is loaded when it is called. */
export function createProgram(): Command {
  const program = new Command("surestep")
    .description("A guided tutorial runner that proves every step.")
    .version("0.1.0")
    .showSuggestionAfterError()
    .showHelpAfterError("(surestep --help shows what there is)")
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

  program
    .command("tutorial")
    .description("walk through the tutorial, step by step")
    .option("--step <id|number>", "resume there; earlier steps are verified again, not run again")
    .option("-y, --yes", "run through without asking")
    .option("--live", "in your own Azure subscription")
    .option("--simulated", "in a simulated Azure (the default)")
    .option("--az <which>", "system, builtin, or the path of an az")
    .option("--set <input=value>", "set an input; may be repeated", collect, {})
    .option("--folder <path>", "where runs are kept", ".surestep")
    .option("--latency <times>", "let the simulated Azure take its time: realistic, or roleAssignment=30s,…")
    .option("--plain", "redraw nothing: for screen readers and logs")
    .addOption(new Option("--tutorial <file>", "another tutorial").default("tutorial.yaml"))
    .action(({ live, simulated, ...options }) =>
      end(async () => {
        const { walkThroughTutorial } = await import("./tutorial.ts");
        const flag = live === true ? { live: true } : simulated === true ? { live: false } : {};
        return walkThroughTutorial({ ...options, ...flag, latency: await latencyOf(options.latency) });
      }),
    );

  program
    .command("simulate")
    .description("keep a simulated Azure running, for a shell of your own")
    .argument("[command...]", "a command to run inside, after --")
    .option("--port <number>", "listen there instead of on any free port", portOf)
    .option("--folder <path>", "keep its state there instead of forgetting it")
    .option("--az <which>", "system, builtin, or the path of an az")
    .option("--latency <times>", "let it take its time: realistic, or roleAssignment=30s,…")
    .action((command: string[], options) =>
      end(async () => {
        const { simulate } = await import("./simulate.ts");
        return simulate(command, { ...options, latency: await latencyOf(options.latency) });
      }),
    );

  program
    .command("az")
    .description("install an official az of any version, and print its path")
    .argument("<version>", "such as 2.91.0")
    .option("--folder <path>", "where it is kept", ".surestep/az")
    .action((version: string, options) =>
      end(async () => {
        const { printInstalledAz } = await import("./install-az.ts");
        return printInstalledAz(version, options);
      }),
    );

  return program;
}
