// The simulator that test/bench/simulator.ts measures, in a process of its own: `<folder> <number of secrets>`.
import { enableCompileCache } from "node:module";
import { resolve } from "node:path";

/** What the process tells when it is ready. */
export interface Ready {
  proxyUrl: string;
  ca: string;
  tenant: string;
  token: string;
}

/** What it tells of itself when it is asked. */
export interface Usage {
  /** Bytes of memory that the system has given it now, and at the most. */
  memory: number;
  peak: number;
  /** Microseconds of processor time so far. */
  processor: number;
}

// As the command line does it: with the compiled copy of its files that it keeps.
enableCompileCache(resolve("node_modules/.cache/surestep"));
const { startSimulator } = await import("../../src/simulator/simulator.ts");
const { tokenFor } = await import("../simulator/key-vault/vault.ts");
const { stateWith } = await import("./state.ts");

const [folder = "", count = "0"] = process.argv.slice(2);
const { proxyUrl, ca, azure, close } = await startSimulator({ folder, from: stateWith(Number(count)) });
process.send?.({ proxyUrl, ca, tenant: azure.state.tenant.id, token: await tokenFor(azure) } satisfies Ready);
process.on("message", (message) => {
  if (message === "close") return void close().then(() => process.disconnect?.());
  const { user, system } = process.cpuUsage();
  const usage: Usage = {
    memory: process.memoryUsage.rss(),
    peak: process.resourceUsage().maxRSS * 1024,
    processor: user + system,
  };
  process.send?.(usage);
});
