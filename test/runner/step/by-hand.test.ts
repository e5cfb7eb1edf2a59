import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Secret } from "../../../src/azure/secret.ts";
import type { Answer, Decide, Question } from "../../../src/runner/decide.ts";
import type { Run } from "../../../src/runner/run.ts";
import { readJournal } from "../../../src/runner/state/journal.ts";
import { foldProgress, progressOf } from "../../../src/runner/state/progress.ts";
import { doByHand } from "../../../src/runner/step/by-hand.ts";
import { lookBefore, type LookBefore } from "../../../src/runner/step/look-before.ts";
import { check, type Check } from "../../../src/tutorial/step.ts";
import type { TutorialStep } from "../../../src/tutorial/tutorial.ts";
import { mine, passwordOf, smallCloud, type SmallCloud } from "../small-cloud.ts";
import { openSmallRun, stepOf } from "../small-run.ts";
import { command, step, thingStep, tutorialOf } from "../small-steps.ts";

interface Prepared {
  cloud: SmallCloud;
  run: Run;
  look: LookBefore;
}

/** A run of one step, which is about to be done by hand. */
async function prepare(make: (cloud: SmallCloud) => TutorialStep): Promise<Prepared> {
  const cloud = smallCloud();
  const one = make(cloud);
  const run = openSmallRun({ tutorial: tutorialOf([one]), cloud });
  return { cloud, run, look: await lookBefore(run, stepOf(run, one.id)) };
}

/** A reader who types until the question ends by itself, once its signal is aborted. */
function typing(meanwhile: (question: Question) => void = () => {}): Decide {
  return (question, signal) => {
    meanwhile(question);
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  };
}

/** A reader who gives these answers, one after the other, and then types until the question ends. */
function answering(...answers: Answer[]): Decide {
  return async (question, signal) => answers.shift() ?? typing()(question, signal);
}

describe("a step that the reader does by hand", () => {
  test("has its intent on the disk before the reader types, and none of its az commands is run", async () => {
    const { cloud, run, look } = await prepare((each) => (each.put("other"), thingStep("box")));
    let before: unknown;
    const decide: Decide = async () => ((before = readJournal(run.folder.journal).entries.at(-1)), "stop");
    expect(await doByHand(run, look, decide)).toBe("stop");
    expect(before).toMatchObject({ type: "intent", step: "box" });
    expect(progressOf(foldProgress(run.journal.entries), "box").intent?.existing).toEqual(new Set(["thing other-1"]));
    expect(cloud.calls).toEqual([]);
  });

  test("is done by itself when its checks hold, and the question ends", async () => {
    const { cloud, run, look } = await prepare(() => thingStep("box"));
    let isEnded = false;
    const decide: Decide = (question, signal) => {
      signal.addEventListener("abort", () => (isEnded = true));
      return typing(() => cloud.put("box", mine))(question, signal);
    };
    expect(await doByHand(run, look, decide)).toMatchObject({ state: "done", checks: [{ ok: true }], commands: [] });
    expect(readJournal(run.folder.journal).entries.at(-1)).toMatchObject({ type: "done", ran: true });
    expect(isEnded).toBe(true);
    expect([...run.journal.progress.owned.keys()]).toEqual(["thing box-1"]);
  });

  test("is looked at every three seconds, and what does not hold yet is told", async () => {
    const { run, look } = await prepare(() => {
      let looks = 0;
      const verify = async () => [check("looks", "4", String((looks += 1)))];
      return step("box", { run: [command("az thing show")], implementation: { verify } });
    });
    const told: unknown[] = [];
    run.listeners.add((event) => event.type === "waiting" && told.push([event.waited, event.checks[0]?.actual]));
    expect(await doByHand(run, look, typing())).toMatchObject({ state: "done" });
    expect(told).toEqual([
      [0, "2"],
      [3000, "3"],
    ]);
  });

  test("goes on when a look fails for a moment", async () => {
    const { run, look } = await prepare(() => {
      let looks = 0;
      const verify = async (): Promise<Check[]> => {
        if ((looks += 1) === 2) throw Object.assign(new Error("connect\nat a place"), { code: "ECONNREFUSED" });
        return [check("looks", "3", String(looks))];
      };
      return step("box", { run: [command("az thing show")], implementation: { verify } });
    });
    const told: unknown[] = [];
    run.listeners.add((event) => event.type === "waiting" && told.push(event.checks));
    expect(await doByHand(run, look, typing())).toMatchObject({ state: "done" });
    expect(told).toEqual([
      [
        {
          title: "it could not be verified",
          ok: false,
          expected: "an answer",
          actual: "A service of Azure cannot be reached.",
        },
      ],
    ]);
  });

  test.each(["run", "stop"] as const)("is left when the reader decides to %s", async (choice) => {
    const { run, look } = await prepare(() => thingStep("box"));
    expect(await doByHand(run, look, answering(choice))).toBe(choice);
    expect(readJournal(run.folder.journal).entries.at(-1)).toMatchObject({ type: "intent" });
  });

  test("leaves what the reader told to a later process, though this one be killed before its end", async () => {
    const { run, look } = await prepare(() => thingStep("box"));
    const told = new Map<string, string | Secret>([["boxId", "typed-id"]]);
    const secret = new Map([["boxPassword", Secret.of(passwordOf("box"))]]);
    expect(await doByHand(run, look, answering(told, secret, "stop"))).toBe("stop");
    const { values, fingerprints } = foldProgress(readJournal(run.folder.journal).entries);
    expect(values.get("boxId")).toBe("typed-id");
    expect(Secret.remembered(fingerprints.get("boxPassword") ?? "").matches(passwordOf("box"))).toBe(true);
    expect(readFileSync(run.folder.journal, "utf8")).not.toContain(passwordOf("box"));
    expect(run.redactor.redact(passwordOf("box"))).not.toContain(passwordOf("box"));
  });

  test("asks nobody for what can be found out, and finds it once it is there", async () => {
    const { cloud, run, look } = await prepare((each) => {
      const discover = async () => ({ boxId: each.names().includes("box") ? "found-id" : "" });
      return thingStep("box", { implementation: { discover } });
    });
    let known: boolean | undefined;
    let unknown: unknown;
    const decide = typing((question) => {
      if (question.moment === "by hand") ({ unknown } = question);
      known = run.values.plain.has("boxId");
      cloud.put("box", mine);
    });
    expect(await doByHand(run, look, decide)).toMatchObject({ state: "done" });
    expect([known, unknown]).toEqual([false, [{ name: "boxPassword", secret: true }]]);
    const told = readJournal(run.folder.journal).entries.filter(({ type }) => type === "captured");
    expect(told).toMatchObject([{ values: { boxId: "found-id" } }]);
  });

  test("of code has its program in the project, to be run", async () => {
    const program = 'console.log("hello");\n';
    const implementation = { program, verify: async () => [] };
    const { run, look } = await prepare(() => step("hello", { run: [command("node hello.js")], implementation }));
    await doByHand(run, look, answering("stop"));
    expect(readFileSync(join(run.folder.project, "hello.js"), "utf8")).toBe(program);
  });
});

describe("a step that exports, done by hand", () => {
  const implementation = { verify: async () => [] };
  const exporting = () => step("export", { run: [command("export BOX=${box} FIXED=1")], implementation });

  test("is exported for the reader's own shell, whose variables no other process can set", async () => {
    const { run, look } = await prepare(exporting);
    run.values.set("box", "a box");
    await doByHand(run, look, answering("stop"));
    expect(readFileSync(run.folder.environment, "utf8")).toBe("export BOX='a box'\nexport FIXED=1\n");
    expect(run.exported.get("BOX")).toBe("a box");
  });

  test("is an error while a value is not known, and not one that nobody hears of", async () => {
    const { run, look } = await prepare(exporting);
    await expect(doByHand(run, look, answering("stop"))).rejects.toThrow("box is not known yet");
  });
});
