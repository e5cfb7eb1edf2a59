import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Az } from "../../src/azure/az.ts";
import type { Run } from "../../src/runner/run.ts";
import { goOn, leftovers, openProcess, type ProcessOptions } from "../quickstart.ts";

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
  expect(run.journal.entries.at(-1)).toMatchObject({ type: "failed", step: "grant-access" });
});
