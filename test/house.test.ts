import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const oxlint = join(root, "node_modules", ".bin", "oxlint");

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "house-"));
  cpSync(join(root, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The rules that a project of these files breaks. */
async function brokenRules(files: Record<string, string>): Promise<string[]> {
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const { stdout } = await execa(oxlint, ["--format", "json"], { cwd: folder, reject: false });
  const { diagnostics }: { diagnostics: { code: string }[] } = JSON.parse(stdout);
  return diagnostics.map(({ code }) => code);
}

const importing = (target: string): string => `import { it } from "${target}";\n\nexport const same = it;\n`;
const restricted = ["eslint(no-restricted-imports)"];

describe("imports go one way", () => {
  const wrong = {
    "errors import nothing of ours": ["src/errors.ts", "./azure/az.ts"],
    "azure does not import tutorial": ["src/azure/az.ts", "../tutorial/step.ts"],
    "azure does not import the simulator": ["src/azure/az.ts", "../simulator/state.ts"],
    "tutorial does not import runner": ["src/tutorial/load.ts", "../runner/run.ts"],
    "tutorial does not import steps": ["src/tutorial/load.ts", "../../steps/create-vault.ts"],
    "runner does not import report": ["src/runner/run.ts", "../report/junit.ts"],
    "runner does not import the simulator": ["src/runner/run.ts", "../simulator/simulator.ts"],
    "report does not import article": ["src/report/junit.ts", "../article/read.ts"],
    "report does not import cli": ["src/report/junit.ts", "../cli/main.ts"],
    "article does not import report": ["src/article/read.ts", "../report/junit.ts"],
    "article does not import the simulator": ["src/article/read.ts", "../simulator/state.ts"],
    "cli does not import steps": ["src/cli/main.ts", "../../steps/create-vault.ts"],
    "a command does not import steps": ["src/cli/commands/plan.ts", "../../../steps/create-vault.ts"],
    "a session does not import a command": ["src/cli/session/with-run.ts", "../commands/plan.ts"],
    "the terminal does not import a session": ["src/cli/terminal/walk.ts", "../session/with-run.ts"],
    "the terminal does not import a command": ["src/cli/terminal/walk.ts", "../commands/plan.ts"],
    "the terminal does not import the command line": ["src/cli/terminal/walk.ts", "../main.ts"],
    "a step does not import the runner": ["steps/create-vault.ts", "../src/runner/run.ts"],
    "a step sees of tutorial only the step type": ["steps/create-vault.ts", "../src/tutorial/load.ts"],
    "a step does not import another step": ["steps/create-vault.ts", "./delete-secret.ts"],
    "the simulator imports nothing of ours": ["src/simulator/state.ts", "../errors.ts"],
    "a service of the simulator imports nothing of ours": ["src/simulator/graph/route.ts", "../../errors.ts"],
    "the built-in az imports nothing of ours": ["src/simulator/az/main.ts", "../../azure/az.ts"],
  };

  test.each(Object.entries(wrong))("%s", async (_, [file = "", target = ""]) => {
    expect(await brokenRules({ [file]: importing(target) })).toEqual(restricted);
  });

  test("a type, an import on demand and a re-export count too", async () => {
    const files = {
      "src/runner/type.ts": 'import type { It } from "../report/it.ts";\n\nexport type Same = It;\n',
      "src/runner/load.ts": 'export const load = (): Promise<unknown> => import("../report/it.ts");\n',
      "src/runner/again.ts": 'export { it } from "../report/it.ts";\n',
    };
    expect(await brokenRules(files)).toEqual([...restricted, ...restricted, ...restricted]);
  });

  test("what the rules allow passes", async () => {
    const files = {
      "src/azure/az.ts": importing("../errors.ts"),
      "src/tutorial/load.ts": importing("../azure/az.ts"),
      "src/runner/run.ts": importing("../tutorial/load.ts"),
      "src/report/junit.ts": importing("../runner/run.ts"),
      "src/article/read.ts": importing("../runner/run.ts"),
      "src/simulator/graph/route.ts": importing("../state.ts"),
      "src/cli/main.ts": importing("./commands/plan.ts"),
      "src/cli/commands/plan.ts": importing("../session/with-run.ts"),
      "src/cli/session/with-run.ts": importing("../terminal/screen.ts"),
      "src/cli/session/connect.ts": importing("../../simulator/simulator.ts"),
      "src/cli/terminal/screen.ts": importing("../io.ts"),
      "steps/create-vault.ts": `${importing("../src/tutorial/step.ts")}${importing("../src/azure/az.ts").replaceAll(/it|same/g, "az")}`,
      "test/azure/az.test.ts": importing("../../src/simulator/state.ts"),
    };
    expect(await brokenRules(files)).toEqual([]);
  });

  test("two files do not import each other", async () => {
    const files = {
      "src/azure/one.ts": 'import { other } from "./other.ts";\n\nexport const one = (): number => other();\n',
      "src/azure/other.ts": 'import { one } from "./one.ts";\n\nexport const other = (): number => one();\n',
    };
    expect(new Set(await brokenRules(files))).toEqual(new Set(["import(no-cycle)"]));
  });

  test("an import of ours ends in .ts", async () => {
    expect(await brokenRules({ "src/azure/az.ts": importing("./execute") })).toEqual(["import(extensions)"]);
  });
});

describe("only the first file of a program reads the process, prints and exits", () => {
  const reading = "export const pid = process.pid;\n";
  const printing = 'console.log("hello");\n';

  test.each([
    ...["src/errors.ts", "src/azure/az.ts", "src/runner/run.ts", "src/simulator/state.ts", "steps/run-app.ts"],
    ...["src/cli/main.ts", "src/cli/commands/plan.ts", "src/cli/terminal/screen.ts", "src/simulator/az/run.ts"],
  ])("%s neither reads the process nor prints", async (file) => {
    expect(await brokenRules({ [file]: reading })).toEqual(["eslint(no-restricted-globals)"]);
    expect(await brokenRules({ [file]: printing })).toContain("eslint(no-console)");
  });

  test("the process is not reached by an import or through the global object", async () => {
    const files = {
      "src/runner/imported.ts": 'import process from "node:process";\n\nexport const pid = process.pid;\n',
      "src/cli/session/imported.ts": 'import process from "node:process";\n\nexport const pid = process.pid;\n',
      "src/azure/global.ts": "export const pid = globalThis.process.pid;\n",
    };
    const expected = [
      "eslint(no-restricted-globals)",
      "eslint(no-restricted-imports)",
      "eslint(no-restricted-imports)",
    ];
    expect((await brokenRules(files)).toSorted()).toEqual(expected);
  });

  test.each(["src/cli/main.js", "src/simulator/az/main.ts"])("%s may read the process", async (file) => {
    expect(await brokenRules({ [file]: reading })).toEqual([]);
  });

  test.each(["test/bench/run.ts", ".ci/sum.mjs"])("%s may do both", async (file) => {
    expect(await brokenRules({ [file]: reading + printing })).toEqual([]);
  });
});

describe("the tree", () => {
  test("no file has more than 250 lines", async () => {
    const long = "export const line = 1;\n".replace("line", "first") + "// a line\n".repeat(250);
    expect(await brokenRules({ "src/azure/long.ts": long })).toEqual(["eslint(max-lines)"]);
  });

  test("the top level holds the tutorial, its article, its steps, the program and what packages need", () => {
    const allowed = new Set([
      ...["article", "steps", "src", "test", "tutorial.yaml"],
      ...["package.json", "package-lock.json", "tsconfig.json", "README.md", "LICENSE", "node_modules"],
    ]);
    const stray = readdirSync(root).filter((name) => !name.startsWith(".") && !allowed.has(name));
    expect(stray).toEqual([]);
  });

  test("no test is left out, and none is the only one", async () => {
    const text = 'import { expect, test } from "vitest";\n\ntest.KIND("holds", () => {\n  expect(1).toBe(1);\n});\n';
    const files = Object.fromEntries(
      ["skip", "only"].map((kind) => [`test/${kind}.test.ts`, text.replace("KIND", kind)]),
    );
    const expected = ["vitest(no-disabled-tests)", "vitest(no-focused-tests)"];
    expect((await brokenRules(files)).toSorted()).toEqual(expected);
  });
});
