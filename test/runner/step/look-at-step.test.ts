import { describe, expect, test } from "vitest";
import { runTutorial, type TutorialEnd } from "../../../src/runner/run-tutorial.ts";
import type { Run } from "../../../src/runner/run.ts";
import type { TutorialStep } from "../../../src/tutorial/tutorial.ts";
import { begin, smallCloud, type SmallCloud } from "../small-cloud.ts";
import { openSmallRun, smallClock, type SmallRunOptions } from "../small-run.ts";
import { command, declared, thingStep, tutorialOf } from "../small-steps.ts";

interface Ended {
  end: TutorialEnd;
  run: Run;
  cloud: SmallCloud;
  /** What does not hold: `title: expected, not actual`. */
  wrong: string[];
  /** The names of what the run owns. */
  owned: string[];
}

/** Carries out steps in a cloud, one after the other. */
async function carryOut(steps: TutorialStep[], options: Partial<SmallRunOptions> = {}): Promise<Ended> {
  const cloud = options.cloud ?? smallCloud();
  const run = openSmallRun({ tutorial: tutorialOf(steps), ...options, cloud });
  const end = await runTutorial(run);
  const checks = end.state === "failed" ? end.outcome.checks : [];
  const wrong = checks
    .filter(({ ok }) => !ok)
    .map(({ title, expected, actual }) => `${title}: ${expected}, not ${actual}`);
  return {
    end,
    run,
    cloud,
    wrong,
    owned: [...run.journal.progress.owned.values()].map(({ resource }) => resource.address),
  };
}

const create = (name: string, flags = ""): ReturnType<typeof command> =>
  command(`az thing create --name ${name}${flags}`);
const differences = ({ run }: Ended): unknown[] => run.journal.entries.filter(({ type }) => type === "difference");

describe("a step that makes", () => {
  test("exactly what it declares is done, and shows it as what it is", async () => {
    const ended = await carryOut([thingStep("box", { makes: [declared("box", { as: "boxName" })] })]);
    expect([ended.end.state, ended.owned]).toEqual(["finished", ["box"]]);
    expect(differences(ended)).toMatchObject([{ step: "box", lines: ["+ thing box (grey)"], others: [] }]);
    expect(ended.run.values.textOf("boxName")).toBe("box-1");
  });

  test("one thing more fails, says what was not asked for, and does not own what no mark says to be the run's", async () => {
    const { wrong, owned } = await carryOut([thingStep("box", { run: [create("box"), create("extra")] })]);
    expect(wrong).toEqual(["not asked for: + thing extra (grey): no such difference, not + thing extra (grey)"]);
    expect(owned).toEqual(["box"]);
  });

  test("one thing more owns it where it bears the run's mark, hangs on what was made, or nobody else is there", async () => {
    const extra = (flags: string): TutorialStep[] => [
      thingStep("box", { run: [create("box"), create("extra", flags)] }),
    ];
    const marked = await carryOut(extra(" --mark k3v9"));
    const inside = await carryOut(extra(" --in box"));
    const alone = await carryOut(extra(""), { isAlone: true });
    for (const { end, owned } of [marked, inside, alone])
      expect([end.state, owned]).toEqual(["failed", ["box", "extra"]]);
  });

  test("a label beside what it declares fails", async () => {
    const labels = [create("box"), command("az label create --name box/red")];
    const { wrong } = await carryOut([thingStep("box", { run: labels })]);
    expect(wrong).toEqual(["not asked for: + label box/red: no such difference, not + label box/red"]);
  });

  test("one thing less fails when its time is up, and owns what it made", async () => {
    const clock = smallClock();
    const makes = [declared("box"), declared("crate")];
    const { wrong, owned } = await carryOut([thingStep("box", { makes, timeout: 60_000 })], { clock });
    expect([wrong, owned]).toEqual([["thing crate: there, not not there"], ["box"]]);
    expect(clock.now()).toBe(Date.parse(begin) + 60_000);
  });

  test("a thing with another property than asked for fails, and so does one that is not as usual", async () => {
    const makes = [declared("box", { properties: { colour: "red" } })];
    const asked = await carryOut([thingStep("box", { makes })]);
    expect(asked.wrong).toEqual(["thing box: colour: red, not colour: grey"]);
    const usual = await carryOut([thingStep("box", { run: [create("box", " --colour red")] })]);
    expect(usual.wrong).toEqual(["thing box: colour: grey, not colour: red"]);
    const right = await carryOut([thingStep("box", { makes, run: [create("box", " --colour red")] })]);
    expect(right.end.state).toBe("finished");
  });

  test("what was not asked for is not waited for longer than some seconds", async () => {
    const clock = smallClock();
    const steps = [thingStep("box", { run: [create("box"), create("extra")], timeout: 600_000 })];
    expect((await carryOut(steps, { clock })).end.state).toBe("failed");
    expect(clock.now()).toBe(Date.parse(begin) + 5000);
  });

  test("something before one of its commands fails owns that", async () => {
    const cloud = smallCloud();
    cloud.failing.set("thing create --name crate", "ERROR: (Forbidden) no\n");
    const makes = [declared("box"), declared("crate")];
    const { end, owned } = await carryOut([thingStep("box", { makes, run: [create("box"), create("crate")] })], {
      cloud,
    });
    expect([end.state, owned]).toEqual(["failed", ["box"]]);
  });
});

describe("a step that touches what was made before", () => {
  const paint = (name: string): ReturnType<typeof command> => command(`az thing paint --name ${name} --colour red`);

  test("and declares that it changes it is done", async () => {
    const changes = [declared("box", { properties: { colour: "red" } })];
    const ended = await carryOut([thingStep("box"), thingStep("paint", { run: [paint("box")], makes: [], changes })]);
    expect(ended.end.state).toBe("finished");
    expect(differences(ended).at(-1)).toMatchObject({ lines: ["~ thing box: colour grey → red"] });
  });

  test("and does not declare it fails", async () => {
    const { wrong } = await carryOut([thingStep("box"), thingStep("crate", { run: [create("crate"), paint("box")] })]);
    expect(wrong[0]).toContain("not asked for: ~ thing box: colour grey → red");
  });

  test("and declares that it removes it is done, and it stays the run's until it is purged", async () => {
    const removes = [declared("box")];
    const remove = thingStep("remove", { run: [command("az thing delete --name box")], makes: [], removes });
    const { end, owned } = await carryOut([thingStep("box", { endedBy: "remove" }), remove]);
    expect([end.state, owned]).toEqual(["finished", ["box"]]);
  });

  test("and removes it undeclared fails", async () => {
    const steps = [
      thingStep("box"),
      thingStep("crate", { run: [create("crate"), command("az thing delete --name box")] }),
    ];
    expect((await carryOut(steps)).wrong[0]).toContain("not asked for: - thing box (grey), can be recovered");
  });
});

describe("what others do while a step runs", () => {
  /** A cloud in which, while the box is made, a stranger makes one thing, paints another and removes a third. */
  function busyCloud(): SmallCloud {
    const cloud = smallCloud();
    for (const name of ["painted", "removed"]) cloud.put(name);
    cloud.meanwhile.set("thing create --name box", () => {
      cloud.put("theirs", { createdAt: begin });
      for (const each of cloud.things) if (each.name === "painted") each.colour = "blue";
      cloud.take("removed");
    });
    return cloud;
  }
  const lines = ["+ thing theirs (grey)", "~ thing painted: colour grey → blue", "- thing removed (grey)"];

  test("is told and not failed where the cloud is shared, and nothing of it is owned", async () => {
    const ended = await carryOut([thingStep("box")], { cloud: busyCloud() });
    expect([ended.end.state, ended.owned]).toEqual(["finished", ["box"]]);
    expect(differences(ended)).toMatchObject([{ lines: ["+ thing box (grey)"], others: lines }]);
  });

  test("is the run's doing where nobody else is there: each of it fails the step", async () => {
    const { wrong } = await carryOut([thingStep("box")], { cloud: busyCloud(), isAlone: true });
    expect(wrong).toEqual(lines.map((line) => `not asked for: ${line}: no such difference, not ${line}`));
  });

  test("does not pass for what the step was to make", async () => {
    const cloud = smallCloud();
    cloud.meanwhile.set("thing show", () => cloud.names().length === 0 && cloud.put("box", { createdAt: begin }));
    const { wrong, owned } = await carryOut([thingStep("box", { run: [command("az thing show")] })], { cloud });
    expect(wrong).toEqual(["thing box: there, not somebody else's, made 2026-01-01T00:00:00Z by you"]);
    expect(owned).toEqual([]);
  });
});

test("an article on trial is not failed for what it makes beside what its text says, but that is its own", async () => {
  const steps = [thingStep("box", { run: [create("box"), create("extra", " --mark k3v9")] })];
  const { end, owned } = await carryOut(steps, { asWritten: true });
  expect([end.state, owned]).toEqual(["finished", ["box", "extra"]]);
});
