import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Secret } from "../../src/azure/secret.ts";
import { readJournal } from "../../src/runner/journal.ts";
import { prepareStep, type PreparedStep } from "../../src/runner/prepare-step.ts";
import { foldProgress, progressOf } from "../../src/runner/progress.ts";
import type { Run } from "../../src/runner/run.ts";
import { startByHand } from "../../src/runner/start-by-hand.ts";
import { verifyOnce } from "../../src/runner/verify.ts";
import { stepContext } from "../../src/runner/run.ts";
import type { TutorialStep } from "../../src/tutorial/tutorial.ts";
import { passwordOf, smallCloud, type SmallCloud } from "./small-cloud.ts";
import { openSmallRun, stepOf } from "./small-run.ts";
import { command, step, thingDeeds, thingStep, tutorialOf } from "./small-steps.ts";

interface Prepared {
  cloud: SmallCloud;
  run: Run;
  prepared: PreparedStep;
}

/** A run of one step, which is about to be done by hand. */
async function prepare(make: (cloud: SmallCloud) => TutorialStep): Promise<Prepared> {
  const cloud = smallCloud();
  const one = make(cloud);
  const run = openSmallRun({ tutorial: tutorialOf([one]), cloud });
  return { cloud, run, prepared: await prepareStep(run, stepOf(run, one.id), "silent") };
}

const look = (run: Run, { step: one }: PreparedStep) => verifyOnce(one.deeds.verify, stepContext(run));

describe("a step that the reader does by hand", () => {
  test("has its intent on the disk before the reader types, and none of its az commands is run", async () => {
    const { cloud, run, prepared } = await prepare((each) => thingStep(each, "box"));
    await startByHand(run, prepared);
    expect(readJournal(run.folder.journal).at(-1)).toMatchObject({ type: "intent", step: "box" });
    expect(progressOf(foldProgress(run.journal.entries), "box").mayExist).toBe(true);
    expect(cloud.calls).toEqual([]);
  });

  test("is done when its checks hold", async () => {
    const { cloud, run, prepared } = await prepare((each) => thingStep(each, "box"));
    const attempt = await startByHand(run, prepared);
    cloud.things.set("box", "live");
    run.values.set("boxPassword", Secret.of(passwordOf("box")));
    expect(attempt.end(await look(run, prepared))).toMatchObject({ state: "done", ran: true, checks: [{ ok: true }] });
  });

  test("leaves what the reader told to a later process, though this one be killed before its end", async () => {
    const { run, prepared } = await prepare((each) => thingStep(each, "box"));
    const attempt = await startByHand(run, prepared);
    attempt.tell("boxId", "typed-id");
    attempt.tell("boxPassword", Secret.of(passwordOf("box")));
    const { values, fingerprints } = foldProgress(readJournal(run.folder.journal));
    expect(values.get("boxId")).toBe("typed-id");
    expect(Secret.remembered(fingerprints.get("boxPassword") ?? "").matches(passwordOf("box"))).toBe(true);
    expect(readFileSync(run.folder.journal, "utf8")).not.toContain(passwordOf("box"));
  });

  test("asks nobody for what can be found out, and finds it once it is there", async () => {
    const { cloud, run, prepared } = await prepare((each) => {
      const discover = async () => ({ boxId: each.things.has("box") ? "found-id" : "" });
      return thingStep(each, "box", { deeds: { ...thingDeeds(each, "box"), discover } });
    });
    const attempt = await startByHand(run, prepared);
    expect([...(await attempt.discover())]).toEqual(["boxId"]);
    expect(run.values.plain.has("boxId")).toBe(false);
    cloud.things.set("box", "live");
    await attempt.discover();
    await attempt.discover();
    const told = readJournal(run.folder.journal).filter(({ type }) => type === "command");
    expect(told).toMatchObject([{ captured: { boxId: "found-id" } }]);
  });

  test("fails when they do not hold at last", async () => {
    const { run, prepared } = await prepare((each) => thingStep(each, "box"));
    const attempt = await startByHand(run, prepared);
    const outcome = attempt.end(await look(run, prepared));
    expect(outcome).toMatchObject({ state: "failed", reason: "A check does not hold.", checks: [{ ok: false }] });
    expect(readJournal(run.folder.journal).at(-1)).toMatchObject({ type: "failed", step: "box" });
  });

  test("of code has its program in the project, to be run", async () => {
    const program = 'console.log("hello");\n';
    const deeds = { program, verify: async () => [] };
    const { run, prepared } = await prepare(() => step("hello", { run: [command("node hello.js")], deeds }));
    await startByHand(run, prepared);
    expect(readFileSync(join(run.folder.project, "hello.js"), "utf8")).toBe(program);
  });
});

describe("a step that exports, done by hand", () => {
  const deeds = { verify: async () => [] };
  const exporting = () => step("export", { run: [command("export BOX=${box} FIXED=1")], deeds });

  test("is exported for the reader's own shell, whose variables no other process can set", async () => {
    const { run, prepared } = await prepare(exporting);
    run.values.set("box", "a box");
    expect(await startByHand(run, prepared)).toMatchObject({ exports: true });
    expect(readFileSync(run.folder.environment, "utf8")).toBe("export BOX='a box'\nexport FIXED=1\n");
    expect(run.exported.get("BOX")).toBe("a box");
  });

  test("is an error while a value is not known, and not one that nobody hears of", async () => {
    const { run, prepared } = await prepare(exporting);
    await expect(startByHand(run, prepared)).rejects.toThrow("box is not known yet");
  });

  test("is told apart from one that exports nothing", async () => {
    const { run, prepared } = await prepare((cloud) => thingStep(cloud, "box"));
    expect(await startByHand(run, prepared)).toMatchObject({ exports: false });
  });
});
