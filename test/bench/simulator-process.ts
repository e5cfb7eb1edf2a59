// The simulator that test/bench/simulator.ts measures, in a process of its own: `<folder> <number of secrets, or bare>`.
import { startProxy } from "../../src/simulator/proxy.ts";
import { createServerCertificate } from "../../src/simulator/certificate.ts";
import { startSimulator } from "../../src/simulator/simulator.ts";
import { host, tokenFor } from "../simulator/key-vault/vault.ts";
import { stateWith } from "./state.ts";

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

const [, folder = "", count = ""] = process.argv;
const close = count === "bare" ? await startBare() : await startWith(Number(count));

async function startWith(secrets: number): Promise<() => Promise<void>> {
  const simulator = await startSimulator({ folder, from: stateWith(secrets) });
  const { proxyUrl, ca, azure } = simulator;
  tell({ proxyUrl, ca, tenant: azure.state.tenant.id, token: await tokenFor(azure) });
  return simulator.close;
}

/** What the machine can do at the most: the same proxy and TLS, behind which one answer is given to everything. */
async function startBare(): Promise<() => Promise<void>> {
  const certificate = createServerCertificate([host], Date.now());
  const answer = { status: 200, headers: {}, body: "{}" };
  const proxy = await startProxy({
    ...{ port: 0, certificate, admit: () => 200, answer: async () => answer, record: () => undefined },
  });
  tell({ proxyUrl: proxy.url, ca: certificate.ca, tenant: "none", token: "none" });
  return proxy.close;
}

function tell(message: Ready | Usage): void {
  process.send?.(message);
}

process.on("message", (message) => {
  if (message === "close") {
    void close().then(() => process.disconnect?.());
    return;
  }
  const { user, system } = process.cpuUsage();
  const usage: Usage = {
    memory: process.memoryUsage.rss(),
    peak: process.resourceUsage().maxRSS * 1024,
    processor: user + system,
  };
  tell(usage);
});
