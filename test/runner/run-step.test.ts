import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { mask } from "../../src/azure/secret.ts";
import { readJournal, type Entry } from "../../src/runner/journal.ts";
import { prepareStep } from "../../src/runner/prepare-step.ts";
import { runStep } from "../../src/runner/run-step.ts";
import type { StepOutcome } from "../../src/runner/step-outcome.ts";
import type { Run } from "../../src/runner/run.ts";
import { check, type Check } from "../../src/tutorial/step.ts";
import type { TutorialStep } from "../../src/tutorial/tutorial.ts";
import { passwordOf, smallCloud, type SmallCloud } from "./small-cloud.ts";
import { openSmallRun, smallClock, stepOf } from "./small-run.ts";
import { command, step, thingStep, tutorialOf } from "./small-steps.ts";

/** A run of one step. */
function runOf(cloud: SmallCloud, ...steps: TutorialStep[]): Run {
  return openSmallRun({ tutorial: tutorialOf(steps), cloud });
}

async function carryOut(run: Run, id: string): Promise<StepOutcome> {
  return runStep(run, await prepareStep(run, stepOf(run, id), "silent"), "silent");
}

function typesIn(entries: readonly Entry[]): string[] {
  return entries.map((entry) => entry.type);
}

describe("looking at what is there", () => {
  test("finds a step pending when its verification does not hold, and observes what its commands need to know", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep(cloud, "box"));
    const prepared = await prepareStep(run, stepOf(run, "box"), "silent");
    expect(prepared).toMatchObject({ state: "pending", observed: { toDelete: "", toPurge: "" } });
    expect(prepared.before.checks[0]).toMatchObject({ ok: false, actual: "nothing" });
    expect(cloud.calls).toEqual([]);
  });

  test("chooses the commands that apply to what was observed", async () => {
    const cloud = smallCloud();
    const run = runOf(
      cloud,
      step("box", {
        run: [command("az thing create", { when: "isMissing" }), command("az thing show", { when: "isThere" })],
        deeds: { observe: async () => ({ isMissing: "yes", isThere: "" }), verify: async () => [] },
      }),
    );
    const prepared = await prepareStep(run, stepOf(run, "box"), "silent");
    expect(prepared.commands.map(({ line }) => line)).toEqual(["az thing create"]);
  });

  test("writes nothing into the journal", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep(cloud, "box"));
    const before = typesIn(run.journal.entries);
    await prepareStep(run, stepOf(run, "box"), "silent");
    expect(typesIn(run.journal.entries)).toEqual(before);
  });
});

describe("a step", () => {
  test("is done when its commands ran and its checks hold", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep(cloud, "box"));
    const outcome = await carryOut(run, "box");
    expect(outcome).toMatchObject({ state: "done", ran: true, checks: [{ ok: true, actual: "live" }] });
    expect(outcome.commands.map(({ shown }) => shown)).toEqual(["az thing create --name box"]);
    expect(typesIn(readJournal(run.folder.journal))).toEqual(["run", "intent", "command", "done"]);
  });

  test("keeps what its commands gave: plain values as they are, secret ones as fingerprints", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep(cloud, "box"));
    await carryOut(run, "box");
    expect(run.values.plain.get("boxId")).toBe("id-of-box");
    expect(run.values.secrets.get("boxPassword")?.reveal()).toBe(passwordOf("box"));
    const entry = run.journal.entries.find((each) => each.type === "command");
    expect(entry).toMatchObject({ captured: { boxId: "id-of-box" }, secrets: { boxPassword: expect.any(String) } });
    expect(readFileSync(run.folder.journal, "utf8")).not.toContain(passwordOf("box"));
  });

  test("shows no secret in what its commands printed", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep(cloud, "box"));
    const [result] = (await carryOut(run, "box")).commands;
    expect(result?.output).toContain("id-of-box");
    expect(result?.output).toContain(mask);
    expect(result?.output).not.toContain(passwordOf("box"));
  });

  test("has its intent on the disk before its first command runs", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep(cloud, "box"));
    let seen: string[] = [];
    const { az } = run.azure;
    const watching: Run = {
      ...run,
      azure: { ...run.azure, az: (args) => ((seen = typesIn(readJournal(run.folder.journal))), az(args)) },
    };
    await carryOut(watching, "box");
    expect(seen).toEqual(["run", "intent"]);
  });

  test("whose checks hold late is done when they do, and tells how long that took", async () => {
    const cloud = smallCloud();
    let looks = 0;
    const run = runOf(
      cloud,
      step("box", {
        run: [command("az thing create --name box")],
        deeds: { verify: async () => [check("looks", "4", String((looks += 1)))] },
      }),
    );
    expect(await carryOut(run, "box")).toMatchObject({ state: "done", settled: 600, milliseconds: 600 });
  });

  test("of code has its program written into the project before it is run", async () => {
    const cloud = smallCloud();
    const run = runOf(
      cloud,
      step("hello", {
        run: [command("node hello.js", { capture: { said: { text: "(.+)", secret: false } } })],
        deeds: {
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
    const box = thingStep(cloud, "box");
    const run = runOf(cloud, { ...box, run: [...box.run, command("az thing show --name box")] });
    const outcome = await carryOut(run, "box");
    expect(outcome).toMatchObject({ state: "failed", reason: "az thing create --name box ended with exit code 1." });
    expect(outcome.commands[0]).toMatchObject({ exitCode: 1, error: { code: "Forbidden", message: "(Forbidden) no" } });
    expect(cloud.calls).toEqual(["thing create --name box"]);
    expect(readJournal(run.folder.journal).at(-1)).toMatchObject({ type: "failed", reason: outcome.reason });
  });

  test("when a check never holds, at the end of its time and with what was found", async () => {
    const cloud = smallCloud();
    const clock = smallClock();
    const box = thingStep(cloud, "box", { run: [command("az thing show --name box")], settle: 30_000 });
    const run = openSmallRun({ tutorial: tutorialOf([box]), cloud, clock });
    const outcome = await carryOut(run, "box");
    expect(outcome).toMatchObject({ state: "failed", reason: "A check does not hold.", settled: 30_000 });
    expect(outcome.checks).toEqual([
      { title: "the thing box exists", ok: false, expected: "live", actual: "nothing" },
    ] satisfies Check[]);
    expect(readJournal(run.folder.journal).at(-1)).toMatchObject({ type: "failed", checks: outcome.checks });
  });

  test("when its verification held before anything ran: it proves nothing, and nothing is run", async () => {
    const cloud = smallCloud();
    cloud.things.set("box", "live");
    const run = runOf(cloud, thingStep(cloud, "box"));
    const prepared = await prepareStep(run, stepOf(run, "box"), "silent");
    expect(prepared.state).toBe("proves-nothing");
    const outcome = await runStep(run, prepared, "silent");
    expect(outcome).toMatchObject({ state: "failed", ran: false, commands: [] });
    expect(outcome.reason).toBe("Its verification held before it had run, so it proves nothing.");
    expect(cloud.calls).toEqual([]);
    expect(typesIn(readJournal(run.folder.journal))).toEqual(["run", "failed"]);
  });

  test("for the same reason when it is tried again: that it failed does not mean that it ever ran", async () => {
    const cloud = smallCloud();
    cloud.things.set("box", "live");
    const run = runOf(cloud, thingStep(cloud, "box"));
    await carryOut(run, "box");
    expect((await prepareStep(run, stepOf(run, "box"), "silent")).state).toBe("proves-nothing");
  });

  test("for the same reason when all that it had made was proved gone before", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep(cloud, "box"));
    await carryOut(run, "box");
    run.journal.record({ type: "undone", step: "box", checks: [] });
    expect((await prepareStep(run, stepOf(run, "box"), "silent")).state).toBe("proves-nothing");
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
    const run = runOf(cloud, step("box", { run: [command("az thing create --name box")], deeds: { verify } }));
    await expect(carryOut(run, "box")).rejects.toThrow("no network");
    expect(typesIn(readJournal(run.folder.journal))).toEqual(["run", "intent", "command"]);
  });
});

describe("a step that an interrupted process had begun", () => {
  test("is not run again when what it does is found done", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep(cloud, "box"));
    run.journal.record({ type: "intent", step: "box", observed: {} });
    cloud.things.set("box", "live");
    const prepared = await prepareStep(run, stepOf(run, "box"), "silent");
    expect(prepared.state).toBe("done");
    expect(await runStep(run, prepared, "silent")).toMatchObject({ state: "done", ran: false });
    expect(cloud.calls).toEqual([]);
    expect(readJournal(run.folder.journal).at(-1)).toMatchObject({ type: "done", checks: [{ ok: true }] });
  });

  test("is run again when it is not", async () => {
    const cloud = smallCloud();
    const run = runOf(cloud, thingStep(cloud, "box"));
    run.journal.record({ type: "intent", step: "box", observed: {} });
    expect(await carryOut(run, "box")).toMatchObject({ state: "done", ran: true });
    expect(cloud.calls).toHaveLength(1);
  });
});
