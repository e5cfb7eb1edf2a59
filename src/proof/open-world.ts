import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Az } from "../azure/az.ts";
import type { Connection } from "../azure/azure.ts";
import { createExecute } from "../azure/execute.ts";
import { makeRunFolder, runFolder } from "../runner/state/folder.ts";
import type { Send } from "../simulator/az/http.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { variablesFor } from "../simulator/variables.ts";
import type { Tutorial } from "../tutorial/tutorial.ts";
import { makeBystanders } from "./bystanders.ts";
import { directHttpClient, directSend } from "./direct-azure.ts";
import type { ProofWorld } from "./proof-world.ts";
import { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";

export interface WorldOptions {
  tutorial: Tutorial;
  /** What the author sets, by input. */
  set: Readonly<Record<string, string>>;
  /** An empty folder. */
  base: string;
  /** The variables that programs inherit. */
  environment: Readonly<Record<string, string | undefined>>;
  node: string;
  signal: AbortSignal;
  /** Makes an az that sends its requests by that function. */
  createAz(this: void, environment: Readonly<Record<string, string>>, signal: AbortSignal, send: Send): Az;
}

/** The time at which every proof begins: another one each time would be another proof. */
const begin = Date.parse("2026-06-01T12:00:00Z");

/** How long a program of a good run may take, in milliseconds. */
const patientTimeout = 300_000;

/** How long a verification waits for what does not hold, in milliseconds: nothing takes its time in a proof. */
const patience = 6000;

/** Opens a world of its own for a proof, with an Azure in it where the tutorial needs one. `close` ends it. */
export async function openWorld(options: WorldOptions): Promise<ProofWorld & { close(): Promise<void> }> {
  const { base, set, node, signal } = options;
  const folder = runFolder(base, "proof00001");
  makeRunFolder(folder);
  const clock = createVirtualClock(Math.max(begin, Date.now()));
  const world: ProofWorld = {
    ...{ tutorial: withPatience(options.tutorial), set, folder, clock, node, signal },
    ...{ simulator: undefined, connection: nowhere, intercept: undefined, interceptProgram: undefined },
    ...{ programTimeout: patientTimeout, modules: "none", stranger: { clientId: "", clientSecret: "", objectId: "" } },
    execute: createExecute({ ...options.environment, npm_config_prefer_offline: "true" }, { signal }),
  };
  if (options.tutorial.platform === "local") return { ...world, close: async () => {} };
  const simulator = await startAzure(world, clock);
  world.simulator = simulator;
  world.connection = await connect(simulator, options);
  world.stranger = await makeBystanders(world.connection.az, simulator.azure.state);
  return Object.assign(world, { close: () => simulator.close() });
}

async function startAzure(world: ProofWorld, clock: VirtualClock): Promise<Simulator> {
  const { startSimulator } = await import("../simulator/simulator.ts");
  return startSimulator({
    folder: world.folder.azure,
    now: () => clock.now(),
    intercept: (request, pass) => world.intercept?.(request, pass) ?? pass(request),
  });
}

/** Reaches the simulator without a network, but for programs: they go through its proxy. */
async function connect(simulator: Simulator, { createAz, signal, base }: WorldOptions): Promise<Connection> {
  const configuration = join(base, "az");
  mkdirSync(configuration, { recursive: true });
  const environment = { ...variablesFor(simulator.proxyUrl, simulator.caFile), AZURE_CONFIG_DIR: configuration };
  const az = createAz(environment, signal, directSend(simulator));
  const { error } = await az(["login", "--use-device-code", "--output", "none"]);
  if (error !== undefined) throw new Error(`az cannot sign in to the simulated Azure: ${error.message}`);
  return {
    ...{ az, environment, program: { file: "az", leading: [], version: "2.91.0", standIn: true } },
    clientOptions: { retryOptions: { maxRetries: 0 } },
    httpClient: directHttpClient(simulator),
  };
}

const nowhere: Connection = {
  az: () => Promise.reject(new Error("a tutorial without a cloud runs no az")),
  ...{ program: { file: "az", leading: [], version: "none", standIn: true }, clientOptions: {}, environment: {} },
};

/** The same tutorial, which waits no longer than that for anything. */
function withPatience(tutorial: Tutorial): Tutorial {
  const steps = tutorial.steps.map((step) => ({ ...step, timeout: Math.min(step.timeout, patience) }));
  return { ...tutorial, steps };
}
