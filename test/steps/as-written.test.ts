import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Az } from "../../src/azure/az.ts";
import { readTutorial } from "../../src/cli/session/platforms.ts";
import type { Run } from "../../src/runner/run.ts";
import { runTutorial } from "../../src/runner/run-tutorial.ts";
import type { ArticleFailure } from "../../src/runner/trial/article-failure.ts";
import type { Tutorial } from "../../src/tutorial/tutorial.ts";
import { goOn, leftovers, openProcess, type ProcessOptions } from "../quickstart.ts";

const shipped = await readTutorial({ cwd: process.cwd() }, "tutorial.yaml");

/** Before 2.61.0 az made vaults that use access policies unless it was told otherwise. */
const before261 = (az: Az): Az => {
  const policies = ["--enable-rbac-authorization", "false"];
  return (args) => az(args.slice(0, 2).join(" ") === "keyvault create" ? [...args, ...policies] : args);
};

/** Puts the article on trial to its end. */
async function tryArticle(options: Omit<ProcessOptions, "access">): Promise<{ run: Run; end: string; left: string[] }> {
  const base = mkdtempSync(join(tmpdir(), "article-"));
  const opened = await openProcess(base, { access: "policy", asWritten: true, ...options });
  onTestFinished(async () => {
    await opened.close();
    rmSync(base, { recursive: true, force: true });
  });
  const end = await goOn(opened);
  return { run: opened.run, end, left: leftovers(opened) };
}

/** The findings about the article, as `step: how many`. */
function findingsOf({ journal }: Run): string[] {
  const steps = journal.entries.flatMap((entry) => (entry.type === "finding" ? [entry.step] : []));
  return [...new Set(steps)].map((step) => `${step}: ${steps.filter((each) => each === step).length}`);
}

test("with an az before 2.61.0 the article gets through, with findings, and nothing is left", async () => {
  const { run, end, left } = await tryArticle({ changeAz: before261 });
  expect(end).toBe("finished");
  expect(findingsOf(run)).toEqual([
    "create-service-principal: 1",
    "grant-access: 2",
    "delete-secret: 1",
    "run-app: 1",
    "clean-up: 4",
  ]);
  expect(left).toEqual([]);
});

test("with a newer one it stops where it grants access, which a vault with roles refuses", async () => {
  const { run, end } = await tryArticle({});
  expect(end).toContain("az keyvault set-policy");
  const failed = run.journal.entries.findLast(({ type }) => type === "failed");
  expect(failed).toMatchObject({
    step: "grant-access",
    class: "drift",
    knownBy: expect.stringContaining("Cannot set"),
  });
});

test("the version of az is told as the cause only where az says so and the vault shows it", async () => {
  expect(await causeOf(shipped)).toMatchObject({
    ...{ since: { from: "2.61.0" }, looksLike: "the vault has enableRbacAuthorization: true" },
  });
  // The vault looks the same, but what fails is another thing.
  const wrong = "00000000-0000-0000-0000-000000000009";
  const cause = await causeOf(withPrincipal(shipped, wrong));
  expect(cause).toMatchObject({
    ...{ since: undefined, looksLike: "the vault has enableRbacAuthorization: true" },
    said: "Unable to get object id from principal name.",
  });
});

/** Why the article fails, as it is told to its author. */
async function causeOf(tutorial: Tutorial): Promise<ArticleFailure | undefined> {
  const base = mkdtempSync(join(tmpdir(), "article-"));
  const opened = await openProcess(base, { access: "policy", asWritten: true, tutorial });
  onTestFinished(async () => {
    await opened.close();
    rmSync(base, { recursive: true, force: true });
  });
  const end = await runTutorial(opened.run);
  return end.state === "failed" ? end.article : undefined;
}

/** An article that grants access to somebody else. */
function withPrincipal(tutorial: Tutorial, principal: string): Tutorial {
  const steps = tutorial.steps.map((step) => ({
    ...step,
    asWritten: step.asWritten.map((command) => ({
      ...command,
      words: command.words.map((word, at) => (command.words[at - 1] === "--spn" ? principal : word)),
    })),
  }));
  return { ...tutorial, steps };
}
