import { defineConfig } from "vitest/config";

process.env["XDG_DATA_HOME"] = "node_modules/.cache";

// A run that is stopped at every entry of its journal takes minutes, so it is not among the tests that take seconds.
export default defineConfig({
  test: { dir: "test/stops", testTimeout: 120_000, hookTimeout: 120_000, maxWorkers: 2 },
});
