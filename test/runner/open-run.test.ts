import { appendFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { exitCodes } from "../../src/errors.ts";
import { writeEnvironmentFile } from "../../src/runner/state/environment-file.ts";
import { readJournal } from "../../src/runner/state/journal.ts";
import { lookBefore } from "../../src/runner/step/look-before.ts";
import { cleanUp } from "../../src/runner/clean-up/clean-up.ts";
import { runStep } from "../../src/runner/step/run-step.ts";
import type { Run } from "../../src/runner/run.ts";
import type { Tutorial } from "../../src/tutorial/tutorial.ts";
import { passwordOf, smallCloud, type SmallCloud } from "./small-cloud.ts";
import { openSmallRun, stepOf, temporaryFolder, type SmallRunOptions } from "./small-run.ts";
import { cleaningStep, command, declared, step, thingStep, tutorialOf } from "./small-steps.ts";

/** A tutorial that creates a box, exports its password, and sets a value in it. */
function boxTutorial(): Tutorial {
  return tutorialOf(
    [
      thingStep("box", { makes: [declared("box", { as: "madeId" })] }),
      step("export", {
        run: [command("export BOX_PASSWORD=${boxPassword}"), command("export BOX_ID=${boxId}")],
        implementation: {
          verify: async ({ exported }) => [{ title: "exported", ok: exported.size > 1, expected: "", actual: "" }],
        },
      }),
      step("set", { run: [command("node set.js --place ${place}", { stdin: "${secretValue}" })] }),
      cleaningStep(),
    ],
    {
      name: { about: "name", default: "box-${runId}", secret: false },
      place: { about: "place", default: "here", oneOf: ["here", "there"], secret: false },
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
  const tutorial = boxTutorial();
  return {
    cloud,
    open: (options = {}) => openSmallRun({ tutorial, cloud, base, ...options }),
    async runStep(run, id) {
      await runStep(run, await lookBefore(run, stepOf(run, id)));
    },
  };
}

describe("a new run", () => {
  test("journals what it is and what its inputs are, secrets as fingerprints", () => {
    const run = bench().open({ set: { place: "there", secretValue: "sword~fish" } });
    const [first, second] = readJournal(run.folder.journal).entries;
    expect(first).toMatchObject({
      type: "run",
      format: 2,
      id: "k3v9",
      tutorial: { id: "small", title: "Small" },
      mode: "simulated",
      az: { version: "2.91.0" },
    });
    expect(second).toMatchObject({
      ...{ type: "inputs", inputs: { name: "box-k3v9", place: "there" } },
      secrets: { secretValue: expect.stringMatching(/^[0-9a-f]+:[0-9a-f]+:2$/) },
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

/** An input, a capture, the ID of something that was made, and what is given, of each one or two. */
function valuesOf({ values: { plain } }: Run): (string | undefined)[] {
  return ["name", "place", "boxId", "madeId", "runId"].map((name) => plain.get(name));
}

describe("a run that is opened again", () => {
  test("has the same inputs, captures and IDs, and writes nothing new", async () => {
    const { open, runStep: carryOut } = bench();
    const before = open({ set: { place: "there" } });
    await carryOut(before, "box");
    await carryOut(before, "export");
    const { length } = readJournal(before.folder.journal).entries;
    const after = open();
    expect(valuesOf(after)).toEqual(valuesOf(before));
    expect(valuesOf(after)).toEqual(["box-k3v9", "there", "box-1", "box-1", "k3v9"]);
    const added = readJournal(before.folder.journal).entries.slice(length);
    expect(added).toMatchObject([{ type: "inputs", inputs: {}, secrets: { secretValue: expect.any(String) } }]);
  });

  test("has its exported secrets back from the 0600 file", async () => {
    const { open, runStep: carryOut } = bench();
    const before = open();
    await carryOut(before, "box");
    await carryOut(before, "export");
    const after = open();
    expect(after.values.textOf("boxPassword")).toBe(passwordOf("box"));
    expect(after.exported.get("BOX_ID")).toBe("box-1");
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
    open({ random: "the-first" }).journal.record({ type: "intent", step: "set", existing: [] });
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
    open().journal.record({ type: "intent", step: "set", existing: [] });
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
    open({ set: { secretValue: "sword~fish" } }).journal.record({ type: "intent", step: "set", existing: [] });
    expect(() => open({ set: { secretValue: "other" } })).toThrow("The input secretValue cannot be changed");
    expect(open({ set: { secretValue: "sword~fish" } }).values.textOf("secretValue")).toBe("sword~fish");
  });
});

describe("a run that cannot be opened", () => {
  test("because its journal is that of another tutorial is refused by both names, and nothing is written", () => {
    const { open } = bench();
    const { folder } = open();
    const before = readFileSync(folder.journal, "utf8");
    const tutorial = { ...boxTutorial(), id: "crates", title: "Crates" };
    expect(() => open({ tutorial })).toThrow(
      expect.objectContaining({
        message: "This is a run of 'Small' (small), and the tutorial at hand is 'Crates' (crates).",
        hint: expect.stringContaining("--tutorial"),
        exitCode: exitCodes.badInput,
      }),
    );
    expect(readFileSync(folder.journal, "utf8")).toBe(before);
  });

  test("because of a title is not one: a tutorial may be renamed, and changed, while a run of it goes on", () => {
    const { open } = bench();
    open();
    const tutorial = { ...boxTutorial(), title: "Boxes", hash: "1".repeat(64) };
    expect(() => open({ tutorial })).not.toThrow();
  });

  test("because its journal is of another format is refused, with its file and line", () => {
    const { open } = bench();
    const { folder } = open();
    writeFileSync(folder.journal, readFileSync(folder.journal, "utf8").replace('"format":2', '"format":1'));
    expect(() => open()).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(`${folder.journal}:1: format: `),
        exitCode: exitCodes.badInput,
      }),
    );
  });

  test("because of a broken line can be opened for clean-up, with what the lines before it tell", async () => {
    const { open, runStep: carryOut, cloud } = bench();
    const before = open();
    await carryOut(before, "box");
    appendFileSync(before.folder.journal, "garbage\n");
    expect(() => open()).toThrow(`${before.folder.journal}:${before.journal.entries.length + 1}: it is not JSON`);
    const run = open({ repair: true });
    expect(run.values.textOf("boxId")).toBe("box-1");
    await cleanUp(run, stepOf(run, "clean-up"));
    expect(cloud.names()).toEqual([]);
    expect(() => open()).not.toThrow();
  });
});
