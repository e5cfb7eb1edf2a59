import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createAz, type AzProgram } from "../../azure/az.ts";
import { azFailure } from "../../azure/az-output.ts";
import type { Connection } from "../../azure/azure.ts";
import type { Execute } from "../../azure/execute.ts";
import { Secret } from "../../azure/secret.ts";
import { codeOf, exitCodes, messageOf, SurestepError } from "../../errors.ts";
import { createBuiltInAz } from "./built-in-az.ts";
import type { Latency } from "../../simulator/latency.ts";
import type { Simulator } from "../../simulator/simulator.ts";
import { variablesFor } from "../../simulator/variables.ts";

/** A connection, and how to end it. */
export interface Connected {
  connection: Connection;
  /** What lets a program in there, where something does: nothing that is written may show it. */
  credential?: Secret;
  close(): Promise<void>;
  /** Leaves at once: nothing that others would take for a running Azure stays. */
  abandon(): void;
}

/** Reaches the reader's own Azure, the way their az and their environment do. */
export function connectLive(program: AzProgram, execute: Execute): Connected {
  const connection = { az: createAz(program, execute, {}), program, clientOptions: {}, environment: {} };
  return { connection, close: async () => {}, abandon: () => {} };
}

const noAz: Connection["az"] = () => Promise.reject(new Error("a tutorial without a cloud runs no az"));

/** Reaches no Azure, for a tutorial that needs none. */
export function connectNowhere(): Connected {
  const program = { file: "az", leading: [], version: "none", standIn: true };
  return {
    connection: { az: noAz, program, clientOptions: {}, environment: {} },
    close: async () => {},
    abandon: () => {},
  };
}

/** While a simulated Azure runs, this file in its folder tells other processes the variables that lead to it. */
export const sharedEnvironment = "environment.json";

export interface SimulatedOptions {
  /** Where the simulated Azure and the private configuration of az are kept. */
  folder: string;
  latency: Partial<Latency>;
  signal: AbortSignal;
  port?: number;
  /** Certificate authorities that the reader's own programs trust besides the usual ones (`NODE_EXTRA_CA_CERTS`). */
  extraCertificates: string | undefined;
}

/** Reaches a simulated Azure in this process, with az signed in to it. */
export async function connectSimulated(
  program: AzProgram,
  execute: Execute,
  options: SimulatedOptions,
): Promise<Connected & { simulator: Simulator }> {
  // Others may be at work on this machine: their programs are not let in.
  const credential = randomBytes(24).toString("base64url");
  const simulator = await startOn(options, credential);
  const environment = simulatedEnvironment(simulator, options);
  const az = program.standIn ? createBuiltInAz(environment, options.signal) : createAz(program, execute, environment);
  const connection: Connection = { az, program, clientOptions: await optionsFor(simulator), environment };
  try {
    await signIn(connection);
  } catch (error) {
    await simulator.close();
    throw error;
  }
  const shared = join(options.folder, sharedEnvironment);
  writeFileSync(shared, JSON.stringify(environment), { mode: 0o600 });
  return {
    ...{ connection, simulator, credential: Secret.of(credential) },
    async close() {
      rmSync(shared, { force: true });
      await simulator.close();
    },
    abandon: () => rmSync(shared, { force: true }),
  };
}

/**
 * What leads SDK clients of this process to a simulated Azure and nowhere else: a client that has an agent looks at no
 * variable, so that no `NO_PROXY` of the reader's sends it to the real one.
 */
export async function optionsFor({
  proxyUrl,
  ca,
}: Pick<Simulator, "proxyUrl" | "ca">): Promise<Connection["clientOptions"]> {
  const { createProxyAgent } = await import("./proxy-agent.ts");
  return { agent: createProxyAgent(proxyUrl, ca) };
}

async function startOn({ folder, latency, port }: SimulatedOptions, credential: string): Promise<Simulator> {
  const { startSimulator } = await import("../../simulator/simulator.ts");
  try {
    return await startSimulator({ folder, latency, credential, ...(port === undefined ? {} : { port }) });
  } catch (error) {
    if (codeOf(error) !== "EADDRINUSE") throw error;
    throw new SurestepError(`The port ${port} is taken by another program.`, {
      hint: "Name another one with --port, or leave it out for any free one.",
      exitCode: exitCodes.badInput,
      original: messageOf(error),
    });
  }
}

/**
 * The variables that lead az and the reader's programs to the simulator, and nowhere else, whatever those of the reader's
 * shell say. The address has the proxy's credential: it is kept in files of the reader's alone (0600).
 */
function simulatedEnvironment(simulator: Simulator, options: SimulatedOptions): Record<string, string> {
  const bundle = join(options.folder, "trusted.pem");
  const extra = readCertificates(options.extraCertificates);
  writeFileSync(bundle, `${simulator.ca}\n${extra}`, { mode: 0o600 });
  const configuration = join(options.folder, "az");
  mkdirSync(configuration, { recursive: true, mode: 0o700 });
  return { ...variablesFor(simulator.proxyUrl, bundle), AZURE_CONFIG_DIR: configuration };
}

/** The certificates that the reader's own programs trust besides the usual ones. */
function readCertificates(file: string | undefined): string {
  if (file === undefined || file === "") return "";
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new SurestepError(`The certificates that NODE_EXTRA_CA_CERTS names cannot be read: ${file}`, {
      hint: "Correct the variable, or unset it.",
      exitCode: exitCodes.badInput,
      original: messageOf(error),
    });
  }
}

/** The simulated Entra approves a device code by itself, so nobody has to open a browser. */
async function signIn({ az, environment }: Connection): Promise<void> {
  // A configuration that was never used needs no question, which would take az half a second.
  const wasUsed = readdirSync(environment["AZURE_CONFIG_DIR"] ?? "").length > 0;
  if (wasUsed && (await az(["account", "show", "--output", "none"])).exitCode === 0) return;
  const result = await az(["login", "--use-device-code", "--output", "none"]);
  if (result.error === undefined) return;
  throw azFailure(result, {
    message: "az could not sign in to the simulated Azure.",
    hint: "Try the built-in az with --az builtin.",
  });
}
