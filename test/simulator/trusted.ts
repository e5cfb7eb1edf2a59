import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Latency } from "../../src/simulator/latency.ts";
import { startSimulator, type Simulator } from "../../src/simulator/simulator.ts";
import { trust } from "./trust.ts";

/** A whole simulator that the SDK in this process trusts; it ends with the test. `now` is its clock, the real one if left out. */
export async function startTrusted(latency: Partial<Latency>, now = Date.now): Promise<Simulator> {
  const folder = mkdtempSync(join(tmpdir(), "surestep-simulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const simulator = await startSimulator({ folder, latency, now });
  onTestFinished(() => simulator.close());
  trust(simulator.ca);
  return simulator;
}
