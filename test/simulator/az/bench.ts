import { splitCommand } from "../../../src/tutorial/command.ts";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RequestRecord } from "../../../src/simulator/proxy.ts";
import { startSimulator } from "../../../src/simulator/simulator.ts";
import type { State } from "../../../src/simulator/state.ts";
import type { Az, Outcome } from "./az.ts";
import type { Case } from "./contract/case.ts";
import { vaultId } from "./given.ts";

type Command = Pick<Case, "given" | "signedIn" | "az">;

/** What a command did, with what it asked of Azure: status, method and address, in its order. */
export interface BenchOutcome extends Outcome {
  requests: readonly string[];
}

/** Runs commands of one az, each against an Azure of its own. */
export interface Bench {
  run(command: Command): Promise<BenchOutcome>;
  close(): Promise<void>;
}

/**
 * Prepares a bench for an az. Its person signs in once; each command then starts from a copy of what that left.
 *
 * @param base the Azure that each command finds, before what the case adds
 * @param now the simulators' clock, in milliseconds since the epoch, which stands still
 */
export async function openBench(az: Az, base: State, now: number): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), "surestep-az-"));
  const person = join(folder, "person");
  await mkdir(person);
  const login = await runIn(person, { az: "login --use-device-code" });
  if (login.exitCode !== 0) throw new Error(`az login failed: ${login.stderr}`);

  return {
    async run(command) {
      const config = await mkdtemp(join(folder, "config-"));
      if (command.signedIn !== "nobody") await cp(person, config, { recursive: true });
      return await runIn(config, command);
    },
    close: () => rm(folder, { recursive: true }),
  };

  async function runIn(config: string, command: Command): Promise<BenchOutcome> {
    const home = await mkdtemp(join(folder, "azure-"));
    const state = structuredClone(base);
    command.given?.(state, now);
    const requests: RequestRecord[] = [];
    const onRequest = (request: RequestRecord) => requests.push(request);
    const simulator = await startSimulator({ folder: home, from: state, now: () => now, onRequest });
    try {
      const outcome = await az(split(command.az, state), {
        HTTPS_PROXY: simulator.proxyUrl,
        HTTP_PROXY: simulator.proxyUrl,
        REQUESTS_CA_BUNDLE: simulator.caFile,
        AZURE_CONFIG_DIR: config,
      });
      return { ...outcome, requests: requests.filter(isAnswered).map(inWords) };
    } finally {
      await simulator.close();
    }
  }
}

/** Splits a command line, then fills in what only the state knows. */
function split(line: string, state: State): string[] {
  const known: Record<string, string> = { vaultId: vaultId(state), tenant: state.tenant.id, userId: state.user.id };
  const [, ...words] = splitCommand(`az ${line}`);
  return words.map((word) => word.replace(/\{(vaultId|tenant|userId)\}/g, (_, name: string) => known[name] ?? ""));
}

/** Other hosts are refused before a request is made: the official az calls at some for updates. */
function isAnswered({ method }: RequestRecord): boolean {
  return method !== "CONNECT";
}

/** The order of a query's parameters says nothing. */
function inWords({ status, method, host, path }: RequestRecord): string {
  const url = new URL(`https://${host}${path}`);
  url.searchParams.sort();
  return `${status} ${method} ${decodeURIComponent(url.href)}`;
}
