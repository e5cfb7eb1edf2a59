import { describe, expect, test } from "vitest";
import type { Hint } from "../../../src/azure/hint.ts";
import type { AzResult } from "../../../src/azure/az.ts";
import { lookBefore } from "../../../src/runner/step/look-before.ts";
import type { StepFailure } from "../../../src/runner/step/outcome.ts";
import { runStep } from "../../../src/runner/step/run-step.ts";
import { check } from "../../../src/tutorial/step.ts";
import type { TutorialStep } from "../../../src/tutorial/tutorial.ts";
import { smallCloud } from "../small-cloud.ts";
import { openSmallRun, type SmallRunOptions } from "../small-run.ts";
import { command, step, tutorialOf } from "../small-steps.ts";

/** How a step fails whose command fails with this text, or whose check finds this, and what the journal has of it. */
async function failureOf(
  failure: { stderr: string } | { actual: string },
  more: Partial<TutorialStep> = {},
  options: Partial<SmallRunOptions> = {},
): Promise<{ failure: StepFailure | undefined; journalled: unknown }> {
  const cloud = options.cloud ?? smallCloud();
  if ("stderr" in failure) cloud.failing.set("thing", failure.stderr);
  const actual = "actual" in failure ? failure.actual : "nothing";
  const verify = async () => [check("another check", "yes", "yes"), check("the thing works", "yes", actual)];
  const one = step("one", {
    run: [command("az thing show")],
    timeout: 0,
    implementation: { verify },
    ...more,
  });
  const run = openSmallRun({ tutorial: tutorialOf([one]), cloud });
  const outcome = await runStep(run, await lookBefore(run, one));
  expect(outcome.state).toBe("failed");
  return { failure: outcome.failure, journalled: run.journal.entries.at(-1) };
}

/** The same, in short: the class, the hint's name, and what it was known by. */
async function shortly(...args: Parameters<typeof failureOf>): Promise<string> {
  const { failure } = await failureOf(...args);
  return [failure?.class, failure?.known?.hint.id, failure?.known?.by].filter((each) => each !== undefined).join(" · ");
}

const ownHint: Hint = {
  ...{ id: "own", text: /is locked/, cause: "It is locked.", source: "none" },
  remedy: "Unlock it.",
};

describe("a step's failure is explained", () => {
  test("by the code of az's error", async () => {
    const stderr = "ERROR: (VaultAlreadyExists) The vault name 'x' is already in use.\nCode: VaultAlreadyExists\n";
    expect(await shortly({ stderr })).toBe("setUp · name-taken · VaultAlreadyExists");
  });

  test("by the innermost code of an SDK error that a program printed", async () => {
    const stderr = `RestError: Secret mySecret is currently in a deleted but recoverable state …
 {
  "code": "Conflict",
  "details": {
    "error": { "code": "Conflict", "innerError": { "code": "ObjectIsDeletedButRecoverable" } }
  },
`;
    expect(await shortly({ stderr })).toBe("setUp · secret-name-deleted · ObjectIsDeletedButRecoverable");
    const forbidden = `details: { error: { code: 'Forbidden', innerError: { code: 'ForbiddenByPolicy' } } }`;
    expect(await shortly({ stderr: forbidden })).toBe("notAllowed · no-permission-in-policy · ForbiddenByPolicy");
  });

  test("by az's words where there is no code, and they are the evidence", async () => {
    const stderr = "ERROR: Please run 'az login' to setup account.\n";
    expect(await shortly({ stderr })).toBe("setUp · not-signed-in · Please run 'az login' to setup account");
  });

  test("by what a check found, when all commands went well", async () => {
    expect(await shortly({ actual: "ForbiddenByRbac" })).toBe("notAllowed · no-data-role · ForbiddenByRbac");
    const refusal = "AADSTS7000215: Invalid client secret provided.";
    expect(await shortly({ actual: refusal })).toBe("drift · wrong-client-secret · AADSTS7000215");
    expect(await shortly({ actual: "Azure answered 503" })).toBe("unwell · azure-unwell · Azure answered 503");
    const unseen = "unknown: to see its policies takes the role Reader on the subscription";
    expect(await shortly({ actual: unseen })).toBe(`notAllowed · may-not-look · ${unseen}`);
  });

  test("by the check that tells the most, not by the first that does not hold", async () => {
    const checks = ["none", "ForbiddenByRbac"].map((actual) => check("the thing works", "yes", actual));
    const implementation = { verify: async () => checks };
    expect(await shortly({ actual: "" }, { implementation })).toBe("notAllowed · no-data-role · ForbiddenByRbac");
  });

  test("by the step's own hint before any of the catalogue; what only the tutorial knows is the tutorial's", async () => {
    const stderr = "ERROR: (VaultAlreadyExists) it is locked\n";
    expect(await shortly({ stderr }, { hints: [ownHint] })).toBe("drift · own · is locked");
  });

  test("as the tutorial's when nothing is known: a command or a check fails as it is written", async () => {
    expect(await shortly({ stderr: "ERROR: a thing that never happened before\n" })).toBe("drift");
    expect(await shortly({ actual: "green" })).toBe("drift");
  });

  test("as Azure's when a command hangs", async () => {
    const cloud = smallCloud();
    const hung: AzResult = { exitCode: 128, stdout: "", stderr: "", milliseconds: 1, error: undefined, timedOut: true };
    const slow = { ...cloud, az: async () => hung };
    expect(await shortly({ stderr: "" }, {}, { cloud: slow })).toBe("unwell");
  });
});

test("the journal has the class of a failure and the words that it is known by", async () => {
  const { journalled } = await failureOf({ stderr: "ERROR: (ScopeLocked) The scope is locked.\n" });
  expect(journalled).toMatchObject({ type: "failed", class: "notAllowed", knownBy: "ScopeLocked" });
  expect((await failureOf({ stderr: "ERROR: new\n" })).journalled).not.toHaveProperty("knownBy");
});
