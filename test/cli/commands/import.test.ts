import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { surestep } from "../small-io.ts";

const article = resolve("article/quick-create-node-2019.md");

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "import-"));
});

afterEach(() => {
  rmSync(cwd, { recursive: true });
});

test("import drafts a tutorial that check finds to cover the article, and says what a person must decide", async () => {
  const args = ["import", article, "--into", "draft", "--link", "https://example.com/a"];
  const { exitCode, stdout, stderr } = await surestep(args, { cwd });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(/^Drafted 7 files in draft\./);
  expect(stdout).toContain("- Line 59: the article fixes the name 'myResourceGroup'");
  expect(stdout).not.toContain("article.link");
  expect(readFileSync(join(cwd, "draft", "tutorial.yaml"), "utf8")).toContain("link: https://example.com/a\n");
  const check = await surestep(["check", "--tutorial", "draft/tutorial.yaml"], { cwd });
  expect(check.exitCode).toBe(0);
  expect(check.stdout).toContain("100 % of 20: 18 covered, 2 differ on purpose");
});

test("import asks for the address of an article on standard input", async () => {
  const stdin = "# Notes\n\n## Write\n\n```console\nnpm init --yes\n```\n";
  const { exitCode, stdout } = await surestep(["import", "-", "--into", "draft"], { cwd, stdin });
  expect(exitCode).toBe(0);
  expect(stdout).toContain("- tutorial.yaml: where the article is published (article.link).");
});

test("import writes nothing where a file of the draft is there already", async () => {
  mkdirSync(join(cwd, "draft", "steps"), { recursive: true });
  writeFileSync(join(cwd, "draft", "steps", "save-a-secret.ts"), "mine");
  const { exitCode, stderr } = await surestep(["import", article, "--into", "draft"], { cwd });
  expect(exitCode).toBe(2);
  expect(stderr).toContain("draft/steps/save-a-secret.ts is there already, so nothing was written.");
  expect(readFileSync(join(cwd, "draft", "steps", "save-a-secret.ts"), "utf8")).toBe("mine");
  expect(existsSync(join(cwd, "draft", "tutorial.yaml"))).toBe(false);
});

test("import says so when the draft cannot be loaded as it is", async () => {
  const { exitCode, stdout } = await surestep(["import", "-", "--into", "draft"], { cwd, stdin: "# Nothing to do\n" });
  expect(exitCode).toBe(2);
  expect(stdout).toMatch(/The draft cannot be loaded as it is\. .*draft\/tutorial\.yaml:\d+:\d+: steps/);
});
