import { defineConfig } from "vitest/config";

// vitest keeps a token for its user interface in the user's data folder, whether that is asked for or not. Running the
// tests leaves nothing outside this folder, so the token is kept with the packages.
process.env["XDG_DATA_HOME"] = "node_modules/.cache";

export default defineConfig({
  test: { dir: "test", exclude: ["**/stops/**", "**/node_modules/**"], testTimeout: 30_000 },
});
