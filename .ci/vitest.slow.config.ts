import { defineConfig } from "vitest/config";
import { slow } from "./vitest.config.ts";

// The tests that `npm test` leaves out because they take seconds each.
export default defineConfig({
  test: {
    dir: "test",
    include: slow,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    isolate: false,
    maxWorkers: 3,
    env: { NODE_ENV: "test" },
  },
});
