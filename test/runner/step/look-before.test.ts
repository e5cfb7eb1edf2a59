import { describe, expect, test } from "vitest";
import type { Entry } from "../../../src/runner/state/entry.ts";
import { lookBefore } from "../../../src/runner/step/look-before.ts";
import { runCommand } from "../../../src/runner/step/run-command.ts";
import { runStep } from "../../../src/runner/step/run-step.ts";
import { check, checkThat, type StepImplementation } from "../../../src/tutorial/step.ts";
import type { Run } from "../../../src/runner/run.ts";
import type { TutorialStep } from "../../../src/tutorial/tutorial.ts";
import { begin, mine, smallCloud, type SmallCloud } from "../small-cloud.ts";
import { readThing } from "../small-platform.ts";
import { openSmallRun, stepOf } from "../small-run.ts";
import { command, step, thingStep, tutorialOf } from "../small-steps.ts";

/** A run of one step. */
function runOf(cloud: SmallCloud, ...steps: TutorialStep[]): Run {
  return openSmallRun({ tutorial: tutorialOf(steps), cloud });
}

function typesIn(entries: readonly Entry[]): string[] {
  return entries.map((entry) => entry.type);
}

describe("looking at what is there", () => {
  test("finds a step pending when what it declares is not there, and runs nothing", async () => {
    const cloud = smallCloud();
    cloud.put("other");
    const run = runOf(cloud, thingStep("box"));
    const look = await lookBefore(run, stepOf(run, "box"));
    expect(look).toMatchObject({ state: "pending", checks: [], before: { resources: [{ address: "other" }] } });
    expect(look.commands.map(({ line }) => line)).toEqual(["az thing create --name box"]);
    expect(cloud.calls).toEqual([]);
  });

  test("chooses the commands that apply to the run's values", async () => {
    const cloud = smallCloud();
    const commands = ["policy", "rbac"].map((access) => command(`az thing show --way ${access}`, { when: { access } }));
    const run = runOf(cloud, thingStep("box", { run: commands }));
    run.values.set("access", "rbac");
    const { commands: chosen } = await lookBefore(run, stepOf(run, "box"));
    expect(chosen.map(({ line }) => line)).toEqual(["az thing show --way rbac"]);
  });

  test("leaves out a command whose thing the run has made already, and one that recovers what is not deleted", async () => {
    const cloud = smallCloud();
    const commands = [
      command("az thing create --name box", { makes: "thing" }),
      command("az thing recover --name box", { recovers: "thing" }),
    ];
    const run = runOf(cloud, thingStep("box", { run: commands }));
    const lines = async (): Promise<string[]> => {
      run.lastLook = undefined;
      return (await lookBefore(run, stepOf(run, "box"))).commands.map(({ words }) => words[2] ?? "");
    };
    expect(await lines()).toEqual(["create"]);
    const box = cloud.put("box", mine);
    run.journal.record({ type: "owned", step: "box", resources: [readThing(box)] });
    expect(await lines()).toEqual([]);
    box.state = "deleted";
    expect(await lines()).toEqual(["create", "recover"]);
  });

  test("takes what was seen a moment ago for it, unless a command has been begun since that may have changed it", async () => {
    const cloud = smallCloud();
    const exporting = step("export", { run: [command("export COLOUR=red")] });
    const run = runOf(cloud, thingStep("box"), exporting);
    const looksAfter = async (line: string): Promise<number> => {
      const looks = cloud.looks;
      await runCommand(run, stepOf(run, "export"), command(line), 1000);
      await lookBefore(run, stepOf(run, "box"));
      return cloud.looks - looks;
    };
    await lookBefore(run, stepOf(run, "box"));
    expect(await looksAfter("export COLOUR=red")).toBe(0);
    expect(await looksAfter("az thing paint --name box --colour red")).toBe(1);
  });

  test("journals the first look of a run, and nothing else", async () => {
    const run = runOf(smallCloud(), thingStep("box"));
    const { length } = run.journal.entries;
    await lookBefore(run, stepOf(run, "box"));
    await lookBefore(run, stepOf(run, "box"));
    expect(typesIn(run.journal.entries.slice(length))).toEqual(["beginning"]);
  });
});

type Verify = NonNullable<StepImplementation["verify"]>;

/** The verification of a step that only reads, of what its command prints. */
const reading = (verify: Verify): TutorialStep =>
  step("read", {
    run: [command("az thing show", { capture: { said: { text: /(.*)/m, secret: false } } })],
    implementation: { verify },
  });

describe("a verification that cannot fail", () => {
  test("proves nothing: the step fails, and nothing is run", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, step("box", { run: [command("az thing show")] }));
    const look = await lookBefore(run, stepOf(run, "box"));
    expect(look.state).toBe("proves-nothing");
    const outcome = await runStep(run, look);
    expect(outcome).toMatchObject({ state: "failed", commands: [] });
    expect(outcome.reason).toBe("Its verification held before it had run, so it proves nothing.");
    expect(cloud.calls).toEqual([]);
    expect(typesIn(run.journal.entries).slice(-2)).toEqual(["run", "failed"]);
  });

  test("is found again when the step is tried again: that it failed does not mean that it ever ran", async () => {
    const run = runOf(smallCloud(), step("box", { run: [command("az thing show")] }));
    await runStep(run, await lookBefore(run, stepOf(run, "box")));
    expect((await lookBefore(run, stepOf(run, "box"))).state).toBe("proves-nothing");
  });

  test("is one that asks only whether the step's own capture is there, whatever it is", async () => {
    const run = runOf(
      smallCloud(),
      reading(async ({ values }) => [
        checkThat("it said something", values["said"] !== "", { expected: "", actual: "" }),
      ]),
    );
    expect((await lookBefore(run, stepOf(run, "read"))).state).toBe("proves-nothing");
  });

  test("is not one that compares the capture with what another door says", async () => {
    const run = runOf(
      smallCloud(),
      reading(async ({ values }) => [check("it said the same", "what another says", values["said"] ?? "")]),
    );
    expect((await lookBefore(run, stepOf(run, "read"))).state).toBe("pending");
  });

  test("is not one that cannot find out yet", async () => {
    const run = runOf(
      smallCloud(),
      reading(() => Promise.reject(new Error("there is nothing to ask"))),
    );
    expect((await lookBefore(run, stepOf(run, "read"))).state).toBe("pending");
  });
});

describe("a step that an interrupted process had begun", () => {
  test("is done when what it declares is there, made by the signed-in identity while it ran, and is owned", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep("box"));
    run.journal.record({ type: "intent", step: "box", existing: [] });
    cloud.put("box", mine);
    expect(await lookBefore(run, stepOf(run, "box"))).toMatchObject({
      state: "done",
      checks: [{ ok: true }],
      commands: [],
    });
    expect([...run.journal.progress.owned.keys()]).toEqual(["thing box-1"]);
  });

  test.each([
    ["somebody else made it", { createdBy: "you", createdAt: begin }],
    ["the signed-in identity made it long after", { createdBy: "me", createdAt: "2026-01-02T00:00:00Z" }],
    ["it bears the mark of another run", { createdBy: "me", createdAt: begin, runId: "other" }],
  ])("is refused when what it declares is there, but %s", async (_, more) => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep("box"));
    run.journal.record({ type: "intent", step: "box", existing: [] });
    cloud.put("box", more);
    await expect(lookBefore(run, stepOf(run, "box"))).rejects.toThrow("There is a thing box (grey), made");
    expect(run.journal.progress.owned.size).toBe(0);
  });

  test("does not own what was there when it was begun, whoever made it", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep("box"));
    run.journal.record({ type: "intent", step: "box", existing: ["thing box-1"] });
    cloud.put("box", { ...mine, runId: run.id });
    await expect(lookBefore(run, stepOf(run, "box"))).rejects.toThrow("this run did not make it");
  });

  test("owns what bears its mark, be it not declared", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep("box"));
    run.journal.record({ type: "intent", step: "box", existing: [] });
    cloud.put("marked", { runId: run.id, createdAt: "2026-01-02T00:00:00Z" });
    expect(await lookBefore(run, stepOf(run, "box"))).toMatchObject({ state: "pending" });
    expect([...run.journal.progress.owned.keys()]).toEqual(["thing marked-1"]);
  });
});
