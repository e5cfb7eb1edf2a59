import { describe, expect, test } from "vitest";
import { exitCodes } from "../../src/errors.ts";
import { runTutorial } from "../../src/runner/run-tutorial.ts";
import type { Run } from "../../src/runner/run.ts";
import { readJournal } from "../../src/runner/state/journal.ts";
import type { TutorialStep } from "../../src/tutorial/tutorial.ts";
import { mine, slowCloud, type SlowCloud } from "./small-cloud.ts";
import { openSmallRun, smallClock, temporaryFolder, type SmallRunOptions } from "./small-run.ts";
import { cleaningStep, command, declared, step, thingStep, tutorialOf } from "./small-steps.ts";

/** A step that creates a thing once what it needs is there. */
function thing(id: string, ...needs: string[]): TutorialStep {
  return thingStep(id, { needs });
}

/** A run for which time passes, so that it is told what happened at the same time. */
function openTogether(options: SmallRunOptions): Run {
  return openSmallRun({ clock: smallClock(1), ...options });
}

const create = (id: string): string => `thing create --name ${id}`;

/** Lets everything that can begin begin. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

describe("independent steps, where nobody is asked", () => {
  test("run together, and one that needs them begins once they are through", async () => {
    const cloud = slowCloud();
    const steps = [thing("vault"), thing("principal"), thing("access", "vault", "principal")];
    const running = runTutorial(openTogether({ tutorial: tutorialOf(steps), cloud }), { jobs: 3 });
    await settle();
    expect(cloud.underWay()).toEqual([create("vault"), create("principal")]);
    await cloud.end(create("principal"));
    await settle();
    expect(cloud.underWay()).toEqual([create("vault")]);
    await cloud.end(create("vault"));
    await cloud.end(create("access"));
    expect(await running).toEqual({ state: "finished" });
  });

  test("run one after the other when no number of jobs is given", async () => {
    const cloud = slowCloud();
    const running = runTutorial(openTogether({ tutorial: tutorialOf([thing("a"), thing("b")]), cloud }));
    await settle();
    expect(cloud.underWay()).toEqual([create("a")]);
    await cloud.end(create("a"));
    await settle();
    expect(cloud.underWay()).toEqual([create("b")]);
    await cloud.end(create("b"));
    expect(await running).toEqual({ state: "finished" });
  });

  test("share one look at what there is before them, also while it is under way", async () => {
    const cloud = slowCloud();
    const steps = [thing("a"), thing("b")];
    const running = runTutorial(openTogether({ tutorial: tutorialOf(steps), cloud }), { jobs: 2 });
    await settle();
    expect([cloud.underWay(), cloud.looks]).toEqual([[create("a"), create("b")], 1]);
    await Promise.all([cloud.end(create("a")), cloud.end(create("b"))]);
    expect(await running).toEqual({ state: "finished" });
    // What came of a command is looked at after that command: by each step for itself.
    expect(cloud.looks).toBe(3);
  });

  test("run no more at once than there are jobs", async () => {
    const cloud = slowCloud();
    const steps = ["a", "b", "c"].map((id) => thing(id));
    const running = runTutorial(openTogether({ tutorial: tutorialOf(steps), cloud }), { jobs: 2 });
    await settle();
    expect(cloud.underWay()).toEqual([create("a"), create("b")]);
    await cloud.end(create("b"));
    await settle();
    expect(cloud.underWay()).toEqual([create("a"), create("c")]);
    await Promise.all([cloud.end(create("a")), cloud.end(create("c"))]);
    await running;
  });

  test("wait with what ends another step's work until that is done", async () => {
    const cloud = slowCloud();
    const set = thingStep("secret", { endedBy: "delete" });
    const read = step("read", { ...pendingUntil(cloud, "show --name secret"), needs: ["secret"], endedBy: "delete" });
    const ending = step("delete", {
      ...{ ...pendingUntil(cloud, "delete --name secret"), needs: ["secret"], removes: [declared("secret")] },
    });
    const running = runTutorial(openTogether({ tutorial: tutorialOf([set, read, ending]), cloud }), { jobs: 3 });
    await cloud.end(create("secret"));
    await settle();
    // It needs the secret alone, but it would take it away from the step that reads it.
    expect(cloud.underWay()).toEqual(["thing show --name secret"]);
    await cloud.end("thing show --name secret");
    await cloud.end("thing delete --name secret");
    expect(await running).toEqual({ state: "finished" });
  });

  test("are all through before the step that cleans up, which removes all of them", async () => {
    const cloud = slowCloud();
    const steps = [thing("a"), thing("b"), thing("c", "a"), cleaningStep()];
    const running = runTutorial(openTogether({ tutorial: tutorialOf(steps), cloud }), { jobs: 3 });
    await cloud.end(create("a"));
    await cloud.end(create("c"));
    await settle();
    expect(cloud.underWay()).toEqual([create("b")]);
    await cloud.end(create("b"));
    for (const verb of ["delete", "purge"]) {
      for (const id of ["a", "c", "b"]) await cloud.end(`thing ${verb} --id ${id}-1`);
    }
    expect(await running).toEqual({ state: "finished" });
  });
});

describe("steps that run together, where all that happens is the run's doing", () => {
  test("are not blamed for what the others make, and each owns its own", async () => {
    const cloud = slowCloud();
    const run = openTogether({ tutorial: tutorialOf([thing("a"), thing("b")]), cloud, isAlone: true });
    const running = runTutorial(run, { jobs: 2 });
    await settle();
    await cloud.end(create("b"));
    await cloud.end(create("a"));
    expect(await running).toEqual({ state: "finished" });
    const makers = Object.fromEntries([...run.journal.progress.owned].map(([key, { step: maker }]) => [key, maker]));
    expect(makers).toEqual({ "thing a-1": "a", "thing b-1": "b" });
    const lines = run.journal.entries.flatMap((entry) =>
      entry.type === "difference" ? [[entry.step, entry.lines] as const] : [],
    );
    expect(Object.fromEntries(lines)).toEqual({ a: ["+ thing a (grey)"], b: ["+ thing b (grey)"] });
  });

  test("are blamed for what none of them declares", async () => {
    const cloud = slowCloud();
    const more = { ...thing("b"), run: [command("az thing create --name b"), command("az thing create --name c")] };
    const running = runTutorial(openTogether({ tutorial: tutorialOf([thing("a"), more]), cloud, isAlone: true }), {
      jobs: 2,
    });
    await settle();
    for (const id of ["b", "c", "a"]) await cloud.end(create(id));
    expect(await running).toMatchObject({ state: "failed" });
  });
});

/** A step of one command, which holds once that was run. */
function pendingUntil(cloud: SlowCloud, words: string): Partial<TutorialStep> {
  const verify = async () => {
    const ok = cloud.calls.includes(`thing ${words}`);
    return [{ title: "it was run", ok, expected: "", actual: "" }];
  };
  return { run: [command(`az thing ${words}`)], implementation: { verify } };
}

describe("one of several steps at once that fails", () => {
  test("lets what is under way end, and nothing new begins", async () => {
    const cloud = slowCloud();
    cloud.failing.set(create("a"), "ERROR: (Forbidden) no\n");
    const steps = ["a", "b", "c"].map((id) => thing(id));
    const run = openTogether({ tutorial: tutorialOf(steps), cloud });
    const running = runTutorial(run, { jobs: 2 });
    await cloud.end(create("a"));
    await settle();
    expect(cloud.underWay()).toEqual([create("b")]);
    await cloud.end(create("b"));
    expect(await running).toMatchObject({ state: "failed", step: { id: "a" } });
    const { steps: progress } = run.journal.progress;
    expect([...progress].map(([id, { state }]) => [id, state])).toEqual([
      ["a", "failed"],
      ["b", "done"],
    ]);
  });

  test("has what was made removed with the rest, once that has ended", async () => {
    const cloud = slowCloud();
    cloud.failing.set(create("a"), "ERROR: (Forbidden) no\n");
    const steps = [thing("a"), thing("b"), cleaningStep()];
    const run = openTogether({ tutorial: tutorialOf(steps), cloud });
    const running = runTutorial(run, { jobs: 2, cleansUpAfterFailure: true });
    await cloud.end(create("a"));
    await cloud.end(create("b"));
    for (const verb of ["delete", "purge"]) await cloud.end(`thing ${verb} --id b-1`);
    expect(await running).toMatchObject({ state: "failed", step: { id: "a" } });
    expect(cloud.names()).toEqual([]);
  });

  test("to find out throws only once what is under way has ended, and that is in the journal", async () => {
    const cloud = slowCloud();
    const a = thing("a");
    const verify = () => (cloud.names().includes("a") ? Promise.reject(new Error("no network")) : Promise.resolve([]));
    const steps = [{ ...a, implementation: { ...a.implementation, verify } }, thing("b"), thing("c")];
    const run = openTogether({ tutorial: tutorialOf(steps), cloud });
    const failing = runTutorial(run, { jobs: 2 }).catch((reason: unknown) => reason);
    await cloud.end(create("a"));
    await cloud.end(create("b"));
    expect(await failing).toMatchObject({ message: expect.stringContaining("no network") });
    expect(readJournal(run.folder.journal).entries.slice(-2)).toMatchObject([
      { type: "done", step: "b" },
      { type: "ended", exitCode: exitCodes.badInput, class: "badInput" },
    ]);
    expect(cloud.underWay()).toEqual([]);
  });
});

/** Leaves a process in the middle of b and d (which needs a), and lets the next one go on. */
async function cutShort() {
  const [cloud, base] = [slowCloud(), temporaryFolder()];
  const steps = [thing("a"), thing("b"), thing("c", "b"), thing("d", "a")];
  const [tutorial, clock] = [tutorialOf(steps), smallClock(1)];
  void runTutorial(openTogether({ tutorial, cloud, base, clock }), { jobs: 2 });
  await cloud.end(create("a"));
  await settle();
  expect(cloud.underWay()).toEqual([create("b"), create("d")]);
  // The same things in the cloud, and commands that only the new process waits for.
  const next = slowCloud(cloud.behind);
  return { cloud, next, resume: () => openTogether({ tutorial, cloud: next, base, clock }) };
}

describe("a run that was cut short while several steps were under way", () => {
  test("goes on with those that were under way, again together", async () => {
    const { next, resume } = await cutShort();
    const running = runTutorial(resume(), { jobs: 2 });
    await settle();
    expect(next.underWay()).toEqual([create("b"), create("d")]);
    for (const id of ["b", "d", "c"]) await next.end(create(id));
    expect(await running).toEqual({ state: "finished" });
  });

  test("does not run again what had come about, though no one had written it down", async () => {
    const { cloud, next, resume } = await cutShort();
    cloud.put("d", mine);
    const run = resume();
    const running = runTutorial(run, { jobs: 2 });
    for (const id of ["b", "c"]) await next.end(create(id));
    expect(await running).toEqual({ state: "finished" });
    expect(next.calls).toEqual([create("a"), create("b"), create("c")]);
    const ended = run.journal.entries.find((entry) => entry.type === "done" && entry.step === "d");
    expect(ended).toMatchObject({ ran: false });
  });
});
