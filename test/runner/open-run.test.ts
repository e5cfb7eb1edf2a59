import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { exitCodes } from "../../src/errors.ts";
import { writeEnvironmentFile } from "../../src/runner/environment-file.ts";
import { makeBaseFolder, listRuns, removeRunFiles } from "../../src/runner/folder.ts";
import { readJournal } from "../../src/runner/journal.ts";
import { prepareStep } from "../../src/runner/prepare-step.ts";
import { runStep } from "../../src/runner/run-step.ts";
import type { Run } from "../../src/runner/run.ts";
import type { Tutorial } from "../../src/tutorial/tutorial.ts";
import { passwordOf, smallCloud, type SmallCloud } from "./small-cloud.ts";
import { openSmallRun, stepOf, temporaryFolder, type SmallRunOptions } from "./small-run.ts";
import { command, step, thingStep, tutorialOf } from "./small-steps.ts";

/** A tutorial that creates a box, exports its password, and sets a value in it. */
function boxTutorial(cloud: SmallCloud): Tutorial {
  return tutorialOf(
    [
      thingStep(cloud, "box"),
      step("export", {
        run: [command("export BOX_PASSWORD=${boxPassword}"), command("export BOX_ID=${boxId}")],
        deeds: {
          verify: async ({ exported }) => [{ title: "exported", ok: exported.size > 1, expected: "", actual: "" }],
        },
      }),
      step("set", { run: [command("node set.js --place ${place}", { stdin: "${secretValue}" })] }),
    ],
    {
      name: { about: "name", default: "box-${runId}", secret: false },
      place: { about: "place", default: "here", "one-of": ["here", "there"], secret: false },
      secretValue: { about: "value", default: "${random}", secret: true },
    },
  );
}

interface Bench {
  cloud: SmallCloud;
  open(options?: Partial<SmallRunOptions>): Run;
  runStep(run: Run, id: string): Promise<void>;
}

/** Opens runs of the same folder, one after the other, as processes do. */
function bench(): Bench {
  const [cloud, base] = [smallCloud(), temporaryFolder()];
  const tutorial = boxTutorial(cloud);
  return {
    cloud,
    open: (options = {}) => openSmallRun({ tutorial, cloud, base, ...options }),
    async runStep(run, id) {
      await runStep(run, await prepareStep(run, stepOf(run, id), "silent"), "silent");
    },
  };
}

describe("a new run", () => {
  test("journals what it is and what its inputs are, secrets as fingerprints", () => {
    const run = bench().open({ set: { place: "there", secretValue: "sword~fish" } });
    const [first, second] = readJournal(run.folder.journal);
    expect(first).toMatchObject({ type: "run", id: "k3v9", mode: "simulated", az: { version: "2.91.0" } });
    expect(second).toMatchObject({
      ...{ type: "inputs", inputs: { name: "box-k3v9", place: "there" } },
      secrets: { secretValue: expect.stringMatching(/^[0-9a-f]+:[0-9a-f]+$/) },
    });
    expect(readFileSync(run.folder.journal, "utf8")).not.toContain("sword~fish");
  });

  test("knows its inputs, its id and its places", () => {
    const run = bench().open();
    expect(run.values.textOf("name")).toBe("box-k3v9");
    expect(run.values.textOf("secretValue")).toBe("made~up+1");
    expect(run.values.textOf("project")).toBe(run.folder.project);
    expect(run.values.textOf("environmentFile")).toBe(run.folder.environment);
  });

  test("with an input that breaks its rule is refused, and no step can be begun", () => {
    expect(() => bench().open({ set: { place: "nowhere" } })).toThrow(
      expect.objectContaining({ exitCode: exitCodes.badInput }),
    );
  });

  test.skipIf(process.platform === "win32")("has a folder that only its owner can enter", () => {
    expect(statSync(bench().open().folder.path).mode & 0o777).toBe(0o700);
  });
});

/** An input, a capture, an observation and what is given, of each one or two. */
function valuesOf({ values: { plain } }: Run): (string | undefined)[] {
  return ["name", "place", "boxId", "toDelete", "runId"].map((name) => plain.get(name));
}

describe("a run that is opened again", () => {
  test("has the same inputs, captures and observations, and writes nothing new", async () => {
    const { open, runStep: carryOut } = bench();
    const before = open({ set: { place: "there" } });
    await carryOut(before, "box");
    await carryOut(before, "export");
    const length = readJournal(before.folder.journal).length;
    const after = open();
    expect(valuesOf(after)).toEqual(valuesOf(before));
    expect(valuesOf(after)).toEqual(["box-k3v9", "there", "id-of-box", "", "k3v9"]);
    const added = readJournal(before.folder.journal).slice(length);
    expect(added).toMatchObject([{ type: "inputs", inputs: {}, secrets: { secretValue: expect.any(String) } }]);
  });

  test("has its exported secrets back from the 0600 file", async () => {
    const { open, runStep: carryOut } = bench();
    const before = open();
    await carryOut(before, "box");
    await carryOut(before, "export");
    const after = open();
    expect(after.values.textOf("boxPassword")).toBe(passwordOf("box"));
    expect(after.exported.get("BOX_ID")).toBe("id-of-box");
    expect(after.redactor.redact(passwordOf("box"))).not.toContain(passwordOf("box"));
  });

  test("takes from that file only what its journal remembers", async () => {
    const { open, runStep: carryOut, cloud } = bench();
    const before = open();
    await carryOut(before, "box");
    await carryOut(before, "export");
    const changed = { BOX_PASSWORD: "someone-elses", BOX_ID: "another-id" };
    writeEnvironmentFile(before.folder.environment, new Map(Object.entries(changed)));
    const after = open();
    expect(() => after.values.textOf("boxPassword")).toThrow("boxPassword is not known yet");
    expect([...after.exported]).toEqual([]);
    expect(cloud.calls).toHaveLength(1);
  });

  test("knows only the fingerprint of a captured secret that was not exported", async () => {
    const { open, runStep: carryOut } = bench();
    await carryOut(open(), "box");
    const password = open().values.secrets.get("boxPassword");
    expect(password?.isKnown).toBe(false);
    expect(password?.matches(passwordOf("box"))).toBe(true);
  });

  test("makes up anew a secret that nothing has used", () => {
    const { open } = bench();
    open({ random: "the-first" });
    const after = open({ random: "the-second" });
    expect(after.values.textOf("secretValue")).toBe("the-second");
    expect(after.values.secrets.get("secretValue")?.matches("the-first")).toBe(false);
  });

  test("makes up anew a lost secret that a step has used, which with a fingerprint could never be run again", () => {
    const { open } = bench();
    open({ random: "the-first" }).journal.record({ type: "intent", step: "set", observed: {} });
    expect(open({ random: "the-second" }).values.textOf("secretValue")).toBe("the-second");
  });

  test("takes another value for an input that no step has used", async () => {
    const { open, runStep: carryOut } = bench();
    await carryOut(open(), "box");
    expect(open({ set: { place: "there" } }).values.textOf("place")).toBe("there");
    expect(open().values.textOf("place")).toBe("there");
  });

  test("refuses another value for an input that a step has used, and names both", () => {
    const { open } = bench();
    open().journal.record({ type: "intent", step: "set", observed: {} });
    expect(() => open({ set: { place: "there" } })).toThrow(
      expect.objectContaining({
        message: "The input place cannot be changed: the step set has used it already.",
        exitCode: exitCodes.badInput,
      }),
    );
    expect(() => open({ set: { place: "here" } })).not.toThrow();
  });

  test("refuses another value for a secret that a step has used, and takes the same one", () => {
    const { open } = bench();
    open({ set: { secretValue: "sword~fish" } }).journal.record({ type: "intent", step: "set", observed: {} });
    expect(() => open({ set: { secretValue: "other" } })).toThrow("The input secretValue cannot be changed");
    expect(open({ set: { secretValue: "sword~fish" } }).values.textOf("secretValue")).toBe("sword~fish");
  });
});

describe("the folder of runs", () => {
  test("lists the runs that have a journal, oldest first", () => {
    const base = temporaryFolder();
    expect(listRuns(base)).toEqual([]);
    const cloud = smallCloud();
    openSmallRun({ tutorial: boxTutorial(cloud), cloud, base });
    expect(listRuns(base)).toEqual(["k3v9"]);
  });

  test("keeps of a finished run its journal only", async () => {
    const { open, runStep: carryOut } = bench();
    const run = open();
    await carryOut(run, "box");
    await carryOut(run, "export");
    expect(existsSync(run.folder.environment)).toBe(true);
    removeRunFiles(run.folder);
    const left = [run.folder.project, run.folder.environment, run.folder.azure].filter((path) => existsSync(path));
    expect(left).toEqual([]);
    expect(existsSync(run.folder.journal)).toBe(true);
  });

  test("that cannot be made is an error that says how to name another", () => {
    const base = temporaryFolder();
    const file = openSmallRun({ tutorial: tutorialOf([]), cloud: smallCloud(), base }).folder.journal;
    expect(() => makeBaseFolder(file + "/below")).toThrow(
      expect.objectContaining({ hint: expect.stringContaining("--folder"), exitCode: exitCodes.badInput }),
    );
    rmSync(file);
  });
});
