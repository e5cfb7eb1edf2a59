import { describe, expect, test } from "vitest";
import { cleanUp } from "../../../src/runner/clean-up/clean-up.ts";
import { foldProgress, progressOf } from "../../../src/runner/state/progress.ts";
import { lookBefore } from "../../../src/runner/step/look-before.ts";
import { runStep } from "../../../src/runner/step/run-step.ts";
import type { StepOutcome } from "../../../src/runner/step/outcome.ts";
import type { Run } from "../../../src/runner/run.ts";
import { NotKnownYet, type StepImplementation } from "../../../src/tutorial/step.ts";
import type { TutorialStep } from "../../../src/tutorial/tutorial.ts";
import { smallCloud, type SmallCloud } from "../small-cloud.ts";
import { openSmallRun, stepOf } from "../small-run.ts";
import { cleaningStep, command, thingStep, tutorialOf } from "../small-steps.ts";

/** A run in which the article is on trial as it was published. */
function trialOf(cloud: SmallCloud, ...steps: TutorialStep[]): Run {
  return openSmallRun({ tutorial: tutorialOf(steps), cloud, asWritten: true });
}

/** How a step ended, and what its journal tells of the article. */
type Trial = StepOutcome & { findings: readonly string[] };

async function carryOut(run: Run, id: string): Promise<Trial> {
  const outcome = await runStep(run, await lookBefore(run, stepOf(run, id)));
  return { ...outcome, findings: findingsOf(run, id) };
}

function findingsOf(run: Run, id: string): readonly string[] {
  return progressOf(foldProgress(run.journal.entries), id).findings;
}

/** A cloud whose az warns of every command that it carries out. */
function warningCloud(warning: string): SmallCloud {
  const cloud = smallCloud();
  return { ...cloud, az: async (args) => ({ ...(await cloud.az(args)), stderr: `WARNING: ${warning}\n` }) };
}

const issue = { output: /cannot set policies/, message: "The article's command fails since 2.61.0." };

/** Carries out a step that cannot look for findings. */
function trialThatThrows(reason: Error): Promise<Trial> {
  const cloud = smallCloud();
  const findings = async (): Promise<string[]> => {
    throw reason;
  };
  return carryOut(trialOf(cloud, thingStep("box", { implementation: { findings } })), "box");
}

describe("an article on trial", () => {
  test("is told which of its commands az warns of as deprecated", async () => {
    const cloud = warningCloud("Option '--sdk-auth' has been deprecated.");
    const run = trialOf(cloud, thingStep("box"));
    const finding = "az warns of 'az thing create --name box': Option '--sdk-auth' has been deprecated.";
    expect(await carryOut(run, "box")).toMatchObject({ state: "done", findings: [finding] });
  });

  test("is not blamed for other warnings", async () => {
    const cloud = warningCloud("The output includes credentials that you must protect.");
    expect(await carryOut(trialOf(cloud, thingStep("box")), "box")).toMatchObject({ findings: [] });
  });

  test("goes on after a failure that is a known issue of it, which is a finding", async () => {
    const cloud = smallCloud();
    cloud.failing.set("thing create", "ERROR: cannot set policies to this thing\n");
    const run = trialOf(
      cloud,
      thingStep("box", { run: [command("az thing create --name box", { knownIssue: issue })] }),
    );
    expect(await carryOut(run, "box")).toMatchObject({ state: "done", findings: [issue.message], checks: [] });
  });

  test("is not blamed for a command that went well, whatever it printed", async () => {
    const cloud = warningCloud("some az versions cannot set policies");
    const box = thingStep("box", { run: [command("az thing create --name box", { knownIssue: issue })] });
    expect(await carryOut(trialOf(cloud, box), "box")).toMatchObject({ state: "done", findings: [] });
  });

  test("fails with any other failure", async () => {
    const cloud = smallCloud();
    cloud.failing.set("thing create", "ERROR: forbidden\n");
    const run = trialOf(
      cloud,
      thingStep("box", { run: [command("az thing create --name box", { knownIssue: issue })] }),
    );
    expect(await carryOut(run, "box")).toMatchObject({ state: "failed", findings: [] });
  });

  test("is told what the step itself looks for, when its checks hold", async () => {
    const cloud = smallCloud();
    const implementation: StepImplementation = { findings: async () => ["It lives for a year."] };
    expect(await carryOut(trialOf(cloud, thingStep("box", { implementation })), "box")).toMatchObject({
      findings: ["It lives for a year."],
    });
    const missing = thingStep("box", { run: [command("az thing show --name box")], timeout: 0, implementation });
    const run = trialOf(smallCloud(), missing);
    expect(await carryOut(run, "box")).toMatchObject({ state: "failed", findings: [] });
  });

  test("is not blamed for what is not known yet, but an error stays an error", async () => {
    expect(await trialThatThrows(new NotKnownYet("boxId"))).toMatchObject({ state: "done", findings: [] });
    await expect(trialThatThrows(new Error("no network"))).rejects.toThrow("no network");
  });

  test("is told what its own clean-up leaves behind, with the command that removes it", async () => {
    const cloud = smallCloud();
    const ending = cleaningStep({ run: [command("az thing delete --name box")] });
    const run = trialOf(cloud, thingStep("box"), ending);
    await carryOut(run, "box");
    const outcome = await cleanUp(run, ending);
    expect(outcome).toMatchObject({ state: "done" });
    expect(cloud.names()).toEqual([]);
    expect(findingsOf(run, "clean-up")).toEqual([
      "Left behind after the article's clean-up; this removes it: az thing purge --id box-1",
    ]);
    expect(outcome.commands.map(({ shown }) => shown)).toEqual([
      ...["az thing delete --name box", "az thing purge --id box-1"],
    ]);
  });
});

test("a run of the tutorial itself looks for no findings, and a known issue is a failure in it", async () => {
  const cloud = smallCloud();
  cloud.failing.set("thing create", "ERROR: cannot set policies to this thing\n");
  const box = thingStep("box", { run: [command("az thing create --name box", { knownIssue: issue })] });
  const run = openSmallRun({ tutorial: tutorialOf([box]), cloud });
  expect(await carryOut(run, "box")).toMatchObject({ state: "failed", findings: [] });
});

test("an article on trial removes no differently: what bears the name of its own and was there stays", async () => {
  const cloud = smallCloud();
  cloud.put("box");
  const run = trialOf(cloud, thingStep("box"), cleaningStep());
  await expect(carryOut(run, "box")).rejects.toThrow("this run did not make it");
  await cleanUp(run, stepOf(run, "clean-up"));
  expect(cloud.things).toMatchObject([{ identity: "box-1", state: "live" }]);
  expect(cloud.calls).toEqual([]);
});
