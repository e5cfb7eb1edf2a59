import { describe, expect, test } from "vitest";
import { cleanUp } from "../../src/runner/clean-up.ts";
import { foldProgress, progressOf } from "../../src/runner/progress.ts";
import { prepareStep } from "../../src/runner/prepare-step.ts";
import { runStep } from "../../src/runner/run-step.ts";
import type { StepOutcome } from "../../src/runner/step-outcome.ts";
import type { Run } from "../../src/runner/run.ts";
import { check, NotKnownYet, type Step } from "../../src/tutorial/step.ts";
import type { TutorialStep } from "../../src/tutorial/tutorial.ts";
import { smallCloud, type SmallCloud } from "./small-cloud.ts";
import { openSmallRun, stepOf } from "./small-run.ts";
import { command, step, thingDeeds, thingStep, tutorialOf } from "./small-steps.ts";

/** A run in which the article is on trial as it was published. */
function trialOf(cloud: SmallCloud, ...steps: TutorialStep[]): Run {
  return { ...openSmallRun({ tutorial: tutorialOf(steps), cloud }), asWritten: true };
}

async function carryOut(run: Run, id: string): Promise<StepOutcome> {
  return runStep(run, await prepareStep(run, stepOf(run, id), "silent"), "silent");
}

/** A cloud whose az warns of every command that it carries out. */
function warningCloud(warning: string): SmallCloud {
  const cloud = smallCloud();
  return { ...cloud, az: async (args) => ({ ...(await cloud.az(args)), stderr: `WARNING: ${warning}\n` }) };
}

const create = [command("az thing create --name box")];
const rot = { output: "cannot set policies", say: "The article's command fails since 2.61.0." };

/** Carries out a step that cannot look for findings. */
function trialThatThrows(reason: Error): Promise<StepOutcome> {
  const cloud = smallCloud();
  const findings = async (): Promise<string[]> => {
    throw reason;
  };
  const deeds: Step = { ...thingDeeds(cloud, "box"), findings };
  return carryOut(trialOf(cloud, step("box", { run: create, deeds })), "box");
}

describe("an article on trial", () => {
  test("is told which of its commands az warns of as deprecated", async () => {
    const cloud = warningCloud("Option '--sdk-auth' has been deprecated.");
    const run = trialOf(cloud, thingStep(cloud, "box"));
    const finding = "az warns of 'az thing create --name box': Option '--sdk-auth' has been deprecated.";
    expect(await carryOut(run, "box")).toMatchObject({ state: "done", findings: [finding] });
    expect(progressOf(foldProgress(run.journal.entries), "box").findings).toEqual([finding]);
  });

  test("is not blamed for other warnings", async () => {
    const cloud = warningCloud("The output includes credentials that you must protect.");
    expect(await carryOut(trialOf(cloud, thingStep(cloud, "box")), "box")).toMatchObject({ findings: [] });
  });

  test("goes on after a failure that is known rot of it, which is a finding", async () => {
    const cloud = smallCloud();
    cloud.failing.set("thing create", "ERROR: cannot set policies to this thing\n");
    const run = trialOf(
      cloud,
      thingStep(cloud, "box", { run: [command("az thing create --name box", { "finding-when": rot })] }),
    );
    expect(await carryOut(run, "box")).toMatchObject({ state: "done", findings: [rot.say], checks: [] });
  });

  test("is not blamed for a command that went well, whatever it printed", async () => {
    const cloud = warningCloud("some az versions cannot set policies");
    const box = thingStep(cloud, "box", { run: [command("az thing create --name box", { "finding-when": rot })] });
    expect(await carryOut(trialOf(cloud, box), "box")).toMatchObject({ state: "done", findings: [] });
  });

  test("fails with any other failure", async () => {
    const cloud = smallCloud();
    cloud.failing.set("thing create", "ERROR: forbidden\n");
    const run = trialOf(
      cloud,
      thingStep(cloud, "box", { run: [command("az thing create --name box", { "finding-when": rot })] }),
    );
    expect(await carryOut(run, "box")).toMatchObject({ state: "failed", findings: [] });
  });

  test("is told what the step itself looks for, when its checks hold", async () => {
    const cloud = smallCloud();
    const deeds: Step = { ...thingDeeds(cloud, "box"), findings: async () => ["It lives for a year."] };
    expect(await carryOut(trialOf(cloud, step("box", { run: create, deeds })), "box")).toMatchObject({
      findings: ["It lives for a year."],
    });
    const failing = smallCloud();
    const missing: Step = { ...thingDeeds(failing, "box"), findings: async () => ["It lives for a year."] };
    const run = trialOf(
      failing,
      step("box", { run: [command("az thing show --name box")], settle: 0, deeds: missing }),
    );
    expect(await carryOut(run, "box")).toMatchObject({ state: "failed", findings: [] });
  });

  test("is not blamed for what is not known yet, but an error stays an error", async () => {
    expect(await trialThatThrows(new NotKnownYet("boxId"))).toMatchObject({ state: "done", findings: [] });
    await expect(trialThatThrows(new Error("no network"))).rejects.toThrow("no network");
  });

  test("is told what its own clean-up leaves behind, with the command that removes it", async () => {
    const cloud = smallCloud();
    const verify = async () => [check("nothing is left", "", [...cloud.things.keys()].join())];
    const ending = step("clean-up", {
      ...{ "cleans-up": true, deeds: { verify } },
      run: [command("az thing delete --name box")],
    });
    const run = trialOf(cloud, thingStep(cloud, "box"), ending);
    await carryOut(run, "box");
    const outcome = await cleanUp(run, ending, { style: "silent" });
    expect(outcome).toMatchObject({ state: "done" });
    expect(outcome.findings).toEqual([
      "Left behind after the article's clean-up; this removes it: az thing purge --name box",
    ]);
    expect(outcome.commands.map(({ shown }) => shown)).toEqual([
      ...["az thing delete --name box", "az thing purge --name box"],
    ]);
  });
});

test("a run of the tutorial itself looks for no findings, and known rot is a failure in it", async () => {
  const cloud = smallCloud();
  cloud.failing.set("thing create", "ERROR: cannot set policies to this thing\n");
  const box = thingStep(cloud, "box", { run: [command("az thing create --name box", { "finding-when": rot })] });
  const run = openSmallRun({ tutorial: tutorialOf([box]), cloud });
  expect(await carryOut(run, "box")).toMatchObject({ state: "failed", findings: [] });
});
