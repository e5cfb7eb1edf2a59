import { describe, expect, test } from "vitest";
import { noLatency, realisticLatency } from "../../src/simulator/latency.ts";

describe("latency", () => {
  test("without any, nothing takes time", () => {
    expect(Object.values(noLatency).every((milliseconds) => milliseconds === 0)).toBe(true);
  });

  test("that is realistic takes some for everything, and at most a minute, so that a tutorial goes on", () => {
    expect(Object.keys(realisticLatency).toSorted()).toEqual(Object.keys(noLatency).toSorted());
    for (const milliseconds of Object.values(realisticLatency)) {
      expect(milliseconds).toBeGreaterThanOrEqual(1000);
      expect(milliseconds).toBeLessThanOrEqual(60_000);
    }
  });
});
