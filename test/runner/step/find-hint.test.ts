import { describe, expect, test } from "vitest";
import type { Hint } from "../../../src/azure/hint.ts";
import { mask, Secret } from "../../../src/azure/secret.ts";
import { findHintFor } from "../../../src/runner/step/find-hint.ts";
import { lookBefore } from "../../../src/runner/step/look-before.ts";
import { runStep } from "../../../src/runner/step/run-step.ts";
import type { Run } from "../../../src/runner/run.ts";
import { check } from "../../../src/tutorial/step.ts";
import type { TutorialStep } from "../../../src/tutorial/tutorial.ts";
import { smallCloud } from "../small-cloud.ts";
import { openSmallRun } from "../small-run.ts";
import { command, step, tutorialOf } from "../small-steps.ts";

/** What is known about the failure of a step whose command fails with this text, or whose check finds this. */
async function hintFor(
  failure: { stderr: string } | { actual: string },
  more: Partial<TutorialStep> = {},
  prepare: (run: Run) => void = () => {},
): Promise<Hint | undefined> {
  const cloud = smallCloud();
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
  prepare(run);
  const outcome = await runStep(run, await lookBefore(run, one));
  expect(outcome.state).toBe("failed");
  return findHintFor(run, one, outcome);
}

const setPassword = (run: Run): void => run.values.set("password", Secret.of("swordfish"));

const ownHint: Hint = {
  ...{ id: "own", text: /is locked/, cause: "It is locked.", source: "none" },
  remedy: "Unlock ${name} with ${password}.",
};

describe("the hint for a step that failed", () => {
  test("is found by the code of az's error", async () => {
    const stderr = "ERROR: (VaultAlreadyExists) The vault name 'x' is already in use.\nCode: VaultAlreadyExists\n";
    expect(await hintFor({ stderr })).toMatchObject({ id: "name-taken" });
  });

  test("is found by the innermost code of an SDK error that a program printed", async () => {
    const stderr = `RestError: Secret mySecret is currently in a deleted but recoverable state …
 {
  "code": "Conflict",
  "details": {
    "error": { "code": "Conflict", "innerError": { "code": "ObjectIsDeletedButRecoverable" } }
  },
`;
    expect(await hintFor({ stderr })).toMatchObject({ id: "secret-name-deleted" });
    const forbidden = `details: { error: { code: 'Forbidden', innerError: { code: 'ForbiddenByPolicy' } } }`;
    expect(await hintFor({ stderr: forbidden })).toMatchObject({ id: "no-permission-in-policy" });
  });

  test("is found by az's text where there is no code", async () => {
    const stderr = "ERROR: Please run 'az login' to setup account.\n";
    expect(await hintFor({ stderr })).toMatchObject({ id: "not-signed-in" });
  });

  test("is found by what a check found, when all commands went well", async () => {
    expect(await hintFor({ actual: "ForbiddenByRbac" })).toMatchObject({ id: "no-data-role" });
    const refusal = "AADSTS7000215: Invalid client secret provided.";
    expect(await hintFor({ actual: refusal })).toMatchObject({ id: "wrong-client-secret" });
  });

  test("is found by the check that tells the most, not by the first that does not hold", async () => {
    const checks = ["none", "ForbiddenByRbac"].map((actual) => check("the thing works", "yes", actual));
    const implementation = { verify: async () => checks };
    expect(await hintFor({ actual: "" }, { implementation })).toMatchObject({ id: "no-data-role" });
  });

  test("is the step's own one before any of the catalogue", async () => {
    const stderr = "ERROR: (VaultAlreadyExists) it is locked\n";
    expect(await hintFor({ stderr }, { hints: [ownHint] })).toMatchObject({ id: "own", cause: "It is locked." });
  });

  test("has the run's values filled in, secrets masked, and what is not known left as it is", async () => {
    const failure = { stderr: "ERROR: it is locked\n" };
    const named = (run: Run): void => (setPassword(run), run.values.set("name", "box"));
    expect(await hintFor(failure, { hints: [ownHint] }, named)).toMatchObject({ remedy: `Unlock box with ${mask}.` });
    expect(await hintFor(failure, { hints: [ownHint] }, setPassword)).toMatchObject({
      remedy: `Unlock \${name} with ${mask}.`,
    });
  });

  test("is nothing when nothing is known", async () => {
    expect(await hintFor({ stderr: "ERROR: a thing that never happened before\n" })).toBeUndefined();
  });
});
