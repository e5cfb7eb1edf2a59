import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { notes } from "../notes.ts";
import { surestep } from "../small-io.ts";

const copy = readFileSync("article/quick-create-node-2019.md", "utf8");
const edited = copy.replace("--secret-permissions delete get", "--secret-permissions get");
const tutorial = ["--tutorial", resolve("tutorial.yaml")];

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "check-"));
});

afterEach(() => {
  rmSync(cwd, { recursive: true });
});

test("check reads the copy that the tutorial ships where no article is named, and finds it covered", async () => {
  const { exitCode, stdout, stderr } = await surestep(["check"]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(/^article\/quick-create-node-2019\.md\n/);
  expect(stdout).toContain("100 % of 20: 8 covered, 12 differ on purpose, 0 changed, 0 not covered, 0 gone.\n");
  expect(stdout).toContain("own step     check-prerequisites: The article never says that you have to be signed in.");
  expect(stdout).toContain("article/quick-create-node-2019.md:97  warning  permission\n");
});

test("check says by word what an article on standard input changed, and fails", async () => {
  const { exitCode, stdout } = await surestep(["check", "-", ...tutorial], { cwd, stdin: edited });
  expect(exitCode).toBe(1);
  expect(stdout).toContain("   97  CHANGED      az keyvault set-policy");
  expect(stdout).toContain("[-delete -]get list set");
  expect(stdout).toContain("95 % of 20");
});

test("check fails for a command that no step covers, and for one that is gone", async () => {
  writeFileSync(join(cwd, "more.md"), `${copy}\n\`\`\`azurecli\naz group list\n\`\`\`\n`);
  writeFileSync(join(cwd, "less.md"), copy.replace('```azurecli\naz group delete -g "myResourceGroup"\n```\n', ""));
  const more = await surestep(["check", "more.md", ...tutorial], { cwd });
  const less = await surestep(["check", "less.md", ...tutorial], { cwd });
  expect([more.exitCode, less.exitCode]).toEqual([1, 1]);
  expect(more.stdout).toContain("NOT COVERED  az group list");
  expect(less.stdout).toMatch(/GONE +az group delete/);
});

test("check holds several articles at once, and writes them as JSON", async () => {
  writeFileSync(join(cwd, "same.md"), copy);
  writeFileSync(join(cwd, "edited.md"), edited);
  const { exitCode, stdout } = await surestep(["check", "same.md", "edited.md", "--json", ...tutorial], { cwd });
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    articles: [
      { comparison: { article: "same.md", ok: true, coverage: { share: 1 } } },
      { comparison: { article: "edited.md", ok: false, coverage: { changed: 1, share: 0.95 } } },
    ],
  });
});

test("check writes SARIF into a file and GitHub's annotations, with what changed and what is wrong", async () => {
  mkdirSync(join(cwd, "docs"));
  writeFileSync(join(cwd, "docs", "edited.md"), edited);
  const flags = ["--checkout", ".", "--sarif", "found.sarif", "--github"];
  const { stdout } = await surestep(["check", "docs/edited.md", ...flags, ...tutorial], { cwd });
  expect(stdout).toMatch(/^::error file=docs\/edited\.md,line=97,title=The article changed since/m);
  const { runs } = JSON.parse(readFileSync(join(cwd, "found.sarif"), "utf8"));
  const [{ results }] = runs;
  const rules = results.map(({ ruleId }: { ruleId: string }) => ruleId);
  expect(rules).toEqual(expect.arrayContaining(["changed-upstream", "shared-name"]));
  expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toBe("docs/edited.md");
});

test("check looks up links in the checkout, and names files from there", async () => {
  mkdirSync(join(cwd, "docs"));
  writeFileSync(join(cwd, "docs", "a.md"), `${copy}\n[There](nowhere.md)\n`);
  const without = await surestep(["check", "docs/a.md", ...tutorial], { cwd });
  const within = await surestep(["check", "docs/a.md", "--checkout", "docs", ...tutorial], { cwd });
  expect(without.stdout).not.toContain("nowhere.md");
  expect(within.stdout).toMatch(/^a\.md:\d+ {2}\w+ {2}link\n.*nowhere\.md/m);
});

test.each([
  ["an article that is not there", ["nothing.md"], /The article nothing\.md cannot be read\./],
  ["a checkout that is not there", ["--checkout", "nowhere", "-"], /The checkout nowhere cannot be read\./],
  ["a file that cannot be written", ["-", "--sarif", "nowhere/found.sarif"], /nowhere\/found\.sarif cannot be written/],
  ["annotations in JSON", ["-", "--json", "--github"], /--github.*--json/],
])("check refuses %s with exit code 2", async (_, args, said) => {
  const { exitCode, stdout, stderr } = await surestep(["check", ...args, ...tutorial], { cwd, stdin: copy });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toMatch(said);
});

test("check needs an article where the tutorial ships no copy, and calls nothing of it changed", async () => {
  const world = notes();
  const { exitCode, stderr } = await world.surestep(["check"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("tutorial.yaml ships no copy of its article.");
  const named = await world.surestep(["check", "-"], { stdin: "# Notes\n\n```console\nnpm exec touch right\n```\n" });
  expect(named.stdout).toContain("covered      npm exec touch right  (right)");
  expect(named.exitCode).toBe(0);
});
