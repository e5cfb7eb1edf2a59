import { describe, expect, test } from "vitest";
import { readLatency } from "../../../src/cli/session/latency.ts";
import { noLatency, realisticLatency } from "../../../src/simulator/latency.ts";

describe("--latency", () => {
  test("is none, realistic, or single values on top", () => {
    expect(readLatency("none")).toEqual(noLatency);
    expect(readLatency("realistic")).toEqual(realisticLatency);
    expect(readLatency("realistic,vaultPurge=5s")).toEqual({ ...realisticLatency, vaultPurge: 5000 });
    expect(readLatency("roleAssignment=2m")).toEqual({ ...noLatency, roleAssignment: 120_000 });
  });

  test("with an unknown name lists the known ones", () => {
    expect(() => readLatency("purge=3s")).toThrow(/'purge=3s' is no latency/);
  });
});
