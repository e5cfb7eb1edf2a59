import { describe, expect, test } from "vitest";
import { runTutorial } from "../../../src/runner/run-tutorial.ts";
import type { Tutorial } from "../../../src/tutorial/tutorial.ts";
import { smallCloud, type SmallCloud } from "../small-cloud.ts";
import { openSmallRun, temporaryFolder, type SmallRunOptions } from "../small-run.ts";
import { cleaningStep, command, declared, thingStep, tutorialOf } from "../small-steps.ts";

/** A tutorial that makes the thing of a name that the reader may choose, and a label on it. */
const tutorial: Tutorial = tutorialOf(
  [
    thingStep("one", {
      run: [
        command("az thing create --name ${name}", { makes: "thing" }),
        command("az label create --name ${name}/new"),
      ],
      makes: [declared("${name}"), declared("${name}/new", { kind: "label" })],
    }),
    cleaningStep(),
  ],
  { name: { about: "name", default: "box", secret: false } },
);

const open = (cloud: SmallCloud, options: Partial<SmallRunOptions> = {}) =>
  openSmallRun({ tutorial, cloud, ...options });

describe("what a step would make and is there already", () => {
  test("is refused, with what it is, whose it is and what can be done, and is not touched", async () => {
    const cloud = smallCloud();
    cloud.put("Box");
    const run = open(cloud);
    await expect(runTutorial(run)).rejects.toMatchObject({
      message: "There is a thing Box (grey), made 2020-01-01T00:00:00Z by you already, and this run did not make it.",
      hint:
        "Choose another name with --set name=…; nothing of it was touched." +
        " To use it as it is, without owning it: --use-existing thing",
    });
    expect(cloud.calls).toEqual([]);
    expect(run.journal.entries.some(({ type }) => type === "intent")).toBe(false);
  });

  test("is refused where the signed-in identity itself made it before the run", async () => {
    const cloud = smallCloud();
    cloud.put("box", { createdBy: "me" });
    await expect(runTutorial(open(cloud))).rejects.toThrow("made 2020-01-01T00:00:00Z by me already");
  });

  test("is refused where it is deleted and keeps its name, which cannot be used", async () => {
    const cloud = smallCloud();
    cloud.put("box", { state: "deleted" });
    await expect(runTutorial(open(cloud, { useExisting: ["thing"] }))).rejects.toMatchObject({
      message: expect.stringContaining("It is deleted, but keeps its name until it is purged."),
      hint: "Choose another name with --set name=…; nothing of it was touched.",
    });
  });

  test("can be given way to: the same run goes on with another name", async () => {
    const [cloud, base] = [smallCloud(), temporaryFolder()];
    cloud.put("box");
    await expect(runTutorial(open(cloud, { base }))).rejects.toThrow("There is a thing box");
    const run = open(cloud, { base, set: { name: "crate" } });
    expect(await runTutorial(run, { keep: true })).toEqual({ state: "finished" });
    expect([...run.journal.progress.owned.values()].map(({ resource }) => resource.address)).toEqual([
      "crate",
      "crate/new",
    ]);
  });

  test("is used as it is where the reader wants that: it is not made, not owned and not removed", async () => {
    const cloud = smallCloud();
    const theirs = cloud.put("box");
    const run = open(cloud, { useExisting: ["thing"] });
    expect(await runTutorial(run)).toEqual({ state: "finished" });
    expect(cloud.calls).toEqual(["label create --name box/new", "label remove --name box/new"]);
    expect(cloud.things).toEqual([theirs]);
    expect([...run.journal.progress.used]).toEqual(["thing box"]);
    expect(run.journal.progress.compared).toMatchObject({ isAsItWas: true, differences: [] });
  });

  test("of another kind than the reader lets be used is refused", async () => {
    const cloud = smallCloud();
    cloud.put("box");
    await expect(runTutorial(open(cloud, { useExisting: ["label"] }))).rejects.toThrow("There is a thing box");
  });
});

describe("a name whose creation az refused", () => {
  test("can be changed in the same run, because nothing was made under it", async () => {
    const [cloud, base] = [smallCloud(), temporaryFolder()];
    cloud.failing.set("thing create --name box", "ERROR: (Forbidden) no\n");
    expect(await runTutorial(open(cloud, { base }))).toMatchObject({ state: "failed" });
    const run = open(cloud, { base, set: { name: "crate" } });
    expect(await runTutorial(run, { keep: true })).toEqual({ state: "finished" });
    expect(cloud.names()).toEqual(["crate"]);
  });

  test("cannot be changed once something was made under it", async () => {
    const [cloud, base] = [smallCloud(), temporaryFolder()];
    cloud.failing.set("label create", "ERROR: (Forbidden) no\n");
    expect(await runTutorial(open(cloud, { base }))).toMatchObject({ state: "failed" });
    expect(() => open(cloud, { base, set: { name: "crate" } })).toThrow(
      "The input name cannot be changed: the step one has used it already.",
    );
  });

  test("and that somebody else takes then is refused by the resumed run, and not removed by it", async () => {
    const [cloud, base] = [smallCloud(), temporaryFolder()];
    cloud.failing.set("thing create --name box", "ERROR: (Forbidden) no\n");
    await runTutorial(open(cloud, { base }));
    cloud.failing.clear();
    const theirs = cloud.put("box", { createdBy: undefined, createdAt: "2026-01-01T00:00:05Z" });
    const run = open(cloud, { base });
    await expect(runTutorial(run)).rejects.toThrow("There is a thing box (grey), made 2026-01-01T00:00:05Z already");
    expect(await runTutorial(run, { only: "clean-up" })).toEqual({ state: "finished" });
    expect(cloud.things).toEqual([theirs]);
    expect(run.journal.progress.compared?.apart).toEqual([
      "thing box (grey), made 2026-01-01T00:00:05Z: it has a name of this run's, but nothing says that this run made it",
    ]);
  });
});
