import { defineConfig } from "vitest/config";

// vitest keeps a token for its user interface in the user's data folder, whether that is asked for or not. Running the
// tests leaves nothing outside this folder, so the token is kept with the packages.
process.env["XDG_DATA_HOME"] = "node_modules/.cache";

// Packages are tested as they are used. Otherwise vitest loads what some ship for their own development, which is slower:
// the parser of Markdown by far.
process.env["NODE_ENV"] = "production";

/** What takes seconds by nature, because it starts many processes or goes through whole tutorials: `npm run test:slow`. */
export const slow = [
  "**/house.test.ts",
  "**/article/compare-every-fence.test.ts",
  "**/azure/kinds/shipped-declarations.test.ts",
  "**/cli/canaries/canaries.test.ts",
  "**/cli/corporate-network.test.ts",
  "**/cli/commands/{clean-up,export,live,matrix,prove,simulate,sweep,tutorial,tutorial-stop}.test.ts",
  "**/ownership/{bystanders,interrupted,not-asked-for,somebody-elses}.test.ts",
  "**/proof/prove.test.ts",
  "**/simulator/az/{contract,main,requests}.test.ts",
  "**/steps/{as-written,clean-up,delete-secret,get-secret,run-app,set-secret}.test.ts",
  "**/terminal/{choices,secret-prompt,walk}.test.ts",
  "**/tutorials/{local,rotate-secret}.test.ts",
];

export default defineConfig({
  test: {
    ...{ dir: "test", exclude: [...slow, "**/stops/**", "**/node_modules/**"], testTimeout: 30_000 },
    env: { NODE_ENV: "test" },
    // A worker keeps what it has imported from one file of tests to the next: imports were a third of all the time. So no
    // test may change what is the process's own without putting it back.
    isolate: false,
    // Most tests wait now and then, for a process or an answer: so more at a time than there are processors.
    maxWorkers: 3,
  },
});
