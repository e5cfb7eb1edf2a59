import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { mask } from "../../../src/azure/secret.ts";
import type { Entry } from "../../../src/runner/state/entry.ts";
import { readJournal } from "../../../src/runner/state/journal.ts";
import { lookBefore } from "../../../src/runner/step/look-before.ts";
import { runStep } from "../../../src/runner/step/run-step.ts";
import type { StepOutcome } from "../../../src/runner/step/outcome.ts";
import type { Run } from "../../../src/runner/run.ts";
import { check, type Check } from "../../../src/tutorial/step.ts";
import type { TutorialStep } from "../../../src/tutorial/tutorial.ts";
import { mine, passwordOf, smallCloud, type SmallCloud } from "../small-cloud.ts";
import { openSmallRun, smallClock, stepOf } from "../small-run.ts";
import { command, step, thingStep, tutorialOf } from "../small-steps.ts";

/** A run of one step. */
function runOf(cloud: SmallCloud, ...steps: TutorialStep[]): Run {
  return openSmallRun({ tutorial: tutorialOf(steps), cloud });
}

async function carryOut(run: Run, id: string): Promise<StepOutcome> {
  return runStep(run, await lookBefore(run, stepOf(run, id)));
}

function onFullDisk(): never {
  throw new Error("no space left");
}

function typesIn(entries: readonly Entry[]): string[] {
  return entries.map((entry) => entry.type);
}

describe("a step", () => {
  test("is done when its commands ran and its checks hold", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep("box"));
    const outcome = await carryOut(run, "box");
    expect(outcome).toMatchObject({
      state: "done",
      checks: [{ title: "thing box", ok: true, actual: "as asked for" }],
    });
    expect(outcome.commands.map(({ shown }) => shown)).toEqual(["az thing create --name box"]);
    expect(typesIn(readJournal(run.folder.journal).entries)).toEqual([
      ...["run", "beginning", "intent", "command", "captured", "owned", "difference", "done"],
    ]);
  });

  test("keeps what its commands gave: plain values as they are, secret ones as fingerprints", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep("box"));
    await carryOut(run, "box");
    expect(run.values.plain.get("boxId")).toBe("box-1");
    expect(run.values.secrets.get("boxPassword")?.reveal()).toBe(passwordOf("box"));
    const entry = run.journal.entries.find((each) => each.type === "captured");
    expect(entry).toMatchObject({
      step: "box",
      values: { boxId: "box-1" },
      secrets: { boxPassword: expect.any(String) },
    });
    expect(readFileSync(run.folder.journal, "utf8")).not.toContain(passwordOf("box"));
  });

  test("shows no secret in what its commands printed", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep("box"));
    const [result] = (await carryOut(run, "box")).commands;
    expect(result?.output).toContain("box-1");
    expect(result?.output).toContain(mask);
    expect(result?.output).not.toContain(passwordOf("box"));
  });

  test("has its intent on the disk before its first command runs", async () => {
    const cloud = smallCloud();
    cloud.put("other");
    const run = runOf(cloud, thingStep("box"));
    let seen: string[] = [];
    const { az } = run.azure;
    const watching: Run = {
      ...run,
      azure: { ...run.azure, az: (args) => ((seen = typesIn(readJournal(run.folder.journal).entries)), az(args)) },
    };
    await carryOut(watching, "box");
    expect(seen).toEqual(["run", "beginning", "intent"]);
    expect(run.journal.progress.steps.get("box")?.intent?.existing).toEqual(new Set(["thing other-1"]));
  });

  test("touches nothing when its intent cannot be written, because the disk is full", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep("box"));
    const look = await lookBefore(run, stepOf(run, "box"));
    await expect(runStep({ ...run, journal: { ...run.journal, record: onFullDisk } }, look)).rejects.toThrow(
      "no space left",
    );
    expect([cloud.calls, cloud.names()]).toEqual([[], []]);
  });

  test("whose last look hangs fails when that has run into its limit, and says so", async () => {
    const cloud = smallCloud();
    let looks = 0;
    const verify = (): Promise<Check[]> => ((looks += 1) === 1 ? Promise.resolve([]) : new Promise(() => {}));
    const box = step("box", { run: [command("az thing show")], implementation: { verify } });
    const run = openSmallRun({ tutorial: tutorialOf([box]), cloud, lookTimeout: 50 });
    const reason = "A look at what is there did not end within 50 ms.";
    expect(await carryOut(run, "box")).toMatchObject({ state: "failed", reason });
    expect(run.journal.entries.at(-1)).toMatchObject({ type: "failed", reason });
  });

  test("whose checks hold late is done when they do, and tells how long that took", async () => {
    const cloud = smallCloud();
    let looks = 0;
    const run = runOf(
      cloud,
      step("box", {
        run: [command("az thing show")],
        implementation: { verify: async () => [check("looks", "4", String((looks += 1)))] },
      }),
    );
    expect(await carryOut(run, "box")).toMatchObject({ state: "done" });
    expect(run.journal.entries.at(-1)).toMatchObject({ type: "done", settled: 600, milliseconds: 600 });
  });

  test("of code has its program written into the project before it is run", async () => {
    const cloud = smallCloud();
    const run = runOf(
      cloud,
      step("hello", {
        run: [command("node hello.js", { capture: { said: { text: /(.+)/m, secret: false } } })],
        implementation: {
          program: 'console.log("hello from", __filename);\n',
          verify: async ({ known }) => [check("said", "yes", known.has("said") ? "yes" : "no")],
        },
      }),
    );
    expect(await carryOut(run, "hello")).toMatchObject({ state: "done" });
    expect(run.values.plain.get("said")).toContain("hello from");
    expect(existsSync(join(run.folder.project, "hello.js"))).toBe(true);
  });
});

describe("a step fails", () => {
  test("with the command and its exit code when a command fails; later ones do not run", async () => {
    const cloud = smallCloud();
    cloud.failing.set("thing create", "ERROR: (Forbidden) no\nCode: Forbidden\n");
    const box = thingStep("box");
    const run = runOf(cloud, { ...box, run: [...box.run, command("az thing show --name box")] });
    const outcome = await carryOut(run, "box");
    expect(outcome).toMatchObject({ state: "failed", reason: "az thing create --name box ended with exit code 1." });
    expect(outcome.commands[0]).toMatchObject({ exitCode: 1, error: { code: "Forbidden", message: "(Forbidden) no" } });
    expect(cloud.calls).toEqual(["thing create --name box"]);
    expect(readJournal(run.folder.journal).entries.at(-1)).toMatchObject({ type: "failed", reason: outcome.reason });
  });

  test("when a check never holds, at the end of its time and with what was found", async () => {
    const cloud = smallCloud();
    const clock = smallClock();
    const box = thingStep("box", { run: [command("az thing show --name box")], timeout: 30_000 });
    const run = openSmallRun({ tutorial: tutorialOf([box]), cloud, clock });
    const outcome = await carryOut(run, "box");
    expect(outcome).toMatchObject({ state: "failed", reason: "A check does not hold." });
    expect(outcome.checks).toEqual([
      { title: "thing box", ok: false, expected: "there", actual: "not there" },
    ] satisfies Check[]);
    expect(readJournal(run.folder.journal).entries.at(-1)).toMatchObject({
      ...{ type: "failed", checks: [{ ok: false, actual: "not there" }], milliseconds: 30_000 },
    });
  });
});

describe("a step that was done", () => {
  test("is to be run again when what it had made is gone", async () => {
    const cloud = smallCloud();
    const clock = smallClock();
    const run = openSmallRun({ tutorial: tutorialOf([thingStep("box")]), cloud, clock });
    await carryOut(run, "box");
    cloud.take("box");
    clock.pass(10_000);
    expect(await carryOut(run, "box")).toMatchObject({ state: "done", commands: [{ ok: true }] });
    expect(run.journal.progress.owned.has("thing box-2")).toBe(true);
  });
});

describe("a step that could not find out", () => {
  test("throws, and its intent stays without an end", async () => {
    const cloud = smallCloud();
    let looks = 0;
    const verify = async (): Promise<Check[]> => {
      if ((looks += 1) > 1) throw new Error("no network");
      return [check("thing", "live", "nothing")];
    };
    const run = runOf(cloud, step("box", { run: [command("az thing show")], implementation: { verify } }));
    await expect(carryOut(run, "box")).rejects.toThrow("no network");
    expect(typesIn(readJournal(run.folder.journal).entries)).toEqual(["run", "intent", "command"]);
  });
});

describe("a step that an interrupted process had begun", () => {
  test("is not run again when what it does is found done", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep("box"));
    run.journal.record({ type: "intent", step: "box", existing: [] });
    cloud.put("box", mine);
    const prepared = await lookBefore(run, stepOf(run, "box"));
    expect(prepared.state).toBe("done");
    expect(await runStep(run, prepared)).toMatchObject({ state: "done", commands: [] });
    expect(cloud.calls).toEqual([]);
    expect(readJournal(run.folder.journal).entries.at(-1)).toMatchObject({
      type: "done",
      ran: false,
      checks: [{ ok: true }],
    });
  });

  test("is run again when it is not", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep("box"));
    run.journal.record({ type: "intent", step: "box", existing: [] });
    expect(await carryOut(run, "box")).toMatchObject({ state: "done" });
    expect(run.journal.entries.at(-1)).toMatchObject({ type: "done", ran: true });
    expect(cloud.calls).toHaveLength(1);
  });

  test("may leave what it had made as a second run of its commands does: two versions, where one is usual", async () => {
    const cloud = smallCloud();
    const verify = async (): Promise<Check[]> => [
      check("it was painted", "yes", cloud.calls.length > 0 ? "yes" : "no"),
    ];
    const paint = command("az thing show --name box");
    const run = runOf(cloud, thingStep("box", { run: [paint], implementation: { verify } }));
    run.journal.record({ type: "intent", step: "box", existing: [] });
    const box = cloud.put("box", mine);
    cloud.meanwhile.set("thing show", () => (box.colour = "red"));
    expect(await carryOut(run, "box")).toMatchObject({ state: "done" });
    expect(box.colour).toBe("red");
  });
});
