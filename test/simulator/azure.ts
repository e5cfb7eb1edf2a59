import { createState } from "../../src/simulator/create-state.ts";
import { noLatency } from "../../src/simulator/latency.ts";
import type { Latency } from "../../src/simulator/latency.ts";
import type { SimulatedAzure } from "../../src/simulator/operation.ts";
import type { State } from "../../src/simulator/state.ts";
import { holdState } from "../../src/simulator/store.ts";
import { createSigningKey } from "../../src/simulator/token.ts";

/** IDs that count up instead of being random: the n-th GUID ends in n. */
export function countingRandom(): Pick<SimulatedAzure, "guid" | "hex"> {
  let count = 0;
  return {
    guid: () => `10000000-0000-4000-8000-${String(++count).padStart(12, "0")}`,
    hex: (bytes) => (++count).toString(16).padStart(bytes * 2, "0"),
  };
}

const fresh = { ...createState(countingRandom()), signingKey: await createSigningKey("a-key") };

/** A simulated Azure with nothing in it, seen as operations see it, at a time that the test moves itself. */
export function azureWith(
  given: {
    state?: Partial<State>;
    latency?: Partial<Latency>;
    now?: () => number;
    onBug?: (bug: unknown) => void;
  } = {},
): SimulatedAzure {
  return {
    state: holdState({ ...structuredClone(fresh), ...given.state }).state,
    latency: { ...noLatency, ...given.latency },
    now: given.now ?? (() => Date.parse("2026-11-24T12:00:00Z")),
    ...countingRandom(),
    ...(given.onBug && { onBug: given.onBug }),
  };
}
