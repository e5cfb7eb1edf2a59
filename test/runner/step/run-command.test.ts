import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createAz } from "../../../src/azure/az.ts";
import { createExecute, type Execute } from "../../../src/azure/execute.ts";
import { mask, Secret } from "../../../src/azure/secret.ts";
import { lookBefore } from "../../../src/runner/step/look-before.ts";
import { runStep } from "../../../src/runner/step/run-step.ts";
import { runCommand, shownCommand } from "../../../src/runner/step/run-command.ts";
import type { Run } from "../../../src/runner/run.ts";
import { NotKnownYet } from "../../../src/tutorial/step.ts";
import type { Command } from "../../../src/tutorial/tutorial.ts";
import { passwordOf, smallCloud, type SmallCloud } from "../small-cloud.ts";
import { listenTo, openSmallRun, recordingExecute, temporaryFolder, type SmallRunOptions } from "../small-run.ts";
import { command, step, tutorialOf } from "../small-steps.ts";

const one = step("one");
const minute = 60_000;

function run(options: Partial<SmallRunOptions> = {}): Run {
  return openSmallRun({ tutorial: tutorialOf([one]), cloud: smallCloud(), ...options });
}

describe("a command", () => {
  test("is not begun any more once the reader has stopped the run, be it one without a process", async () => {
    const controller = new AbortController();
    const cloud = smallCloud();
    const small = run({ cloud, signal: controller.signal });
    controller.abort(new Error("stopped"));
    await expect(runCommand(small, one, command("az thing show"), minute)).rejects.toThrow("stopped");
    await expect(runCommand(small, one, command("export A=b"), minute)).rejects.toThrow("stopped");
    expect([cloud.calls, small.exported.size]).toEqual([[], 0]);
  });

  test("gets each value as one word, whatever it holds", async () => {
    const cloud: SmallCloud = smallCloud();
    const given: (readonly string[])[] = [];
    const small = run({ cloud: { ...cloud, az: (args) => (given.push(args), cloud.az(args)) } });
    small.values.set("name", "two words; $(rm -rf /)");
    await runCommand(small, one, command("az thing show --name ${name}"), minute);
    expect(given).toEqual([["thing", "show", "--name", "two words; $(rm -rf /)"]]);
  });

  test("gets a secret, but is shown and journalled with a mask", async () => {
    const cloud = smallCloud();
    const small = run({ cloud });
    small.values.set("password", Secret.of("sword'fish"));
    const set = command("az thing set --password ${password} --name ${later}");
    expect(shownCommand(small, set)).toBe(`az thing set --password ${mask} --name '\${later}'`);
    small.values.set("later", "box");
    await runCommand(small, one, set, minute);
    expect(cloud.calls).toEqual(["thing set --password sword'fish --name box"]);
    expect(small.journal.entries.at(-1)).toMatchObject({ line: `az thing set --password ${mask} --name box` });
  });

  test("is not run when a value is not known yet", async () => {
    const cloud = smallCloud();
    await expect(runCommand(run({ cloud }), one, command("az thing show --name ${later}"), minute)).rejects.toThrow(
      NotKnownYet,
    );
    expect(cloud.calls).toEqual([]);
  });

  test("that fails is journalled with az's error, redacted", async () => {
    const cloud = smallCloud();
    cloud.failing.set("thing", "ERROR: (Conflict) it is swordfish already\nCode: Conflict\n");
    const small = run({ cloud });
    small.values.set("password", Secret.of("swordfish"));
    // It is not asked for what only a success gives.
    const capture = { colour: { json: ["colour"] as [string], secret: false } };
    const result = await runCommand(small, one, command("az thing show", { capture }), minute);
    const error = { code: "Conflict", message: `(Conflict) it is ${mask} already` };
    expect(result).toMatchObject({ exitCode: 1, error });
    expect(result.output).not.toContain("swordfish");
    expect(small.journal.entries.at(-1)).toMatchObject({ type: "command", exitCode: 1, error });
  });

  test("is journalled before what was read out of it", async () => {
    const small = run();
    const capture = { id: { json: ["id"] as [string], secret: false } };
    expect(await runCommand(small, one, command("az thing show --name box", { capture }), minute)).toMatchObject({
      ok: true,
    });
    expect(small.journal.entries.slice(-2)).toMatchObject([
      { type: "command", line: "az thing show --name box", exitCode: 0, output: expect.stringContaining("id-of-box") },
      { type: "captured", step: "one", values: { id: "id-of-box" }, secrets: {} },
    ]);
  });

  test("is all right with another exit code than 0 when that is the one it is to end with", async () => {
    const cloud = smallCloud();
    const show = command("az thing show", { exitCode: 1 });
    expect(await runCommand(run({ cloud }), one, show, minute)).toMatchObject({
      problem: "az thing show ended with exit code 0.",
    });
    cloud.failing.set("thing show", "ERROR: not found\n");
    expect(await runCommand(run({ cloud }), one, show, minute)).toMatchObject({ ok: true, exitCode: 1 });
  });
});

/** What captures a colour that no command of the small cloud prints. */
const colour = (secret: boolean): Command["capture"] => ({
  id: { json: ["id"], secret: false },
  colour: { json: ["colour"], secret },
});

const printingAndFailing: Execute = async () => ({
  exitCode: 1,
  stdout: "It is 'swordfish'\n",
  stderr: "no\n",
  milliseconds: 1,
});

describe("a command that no longer prints what is captured", () => {
  test("has not ended as it should: the sentence names az's version, the value, and what it printed instead", async () => {
    const small = run();
    const result = await runCommand(
      small,
      one,
      command("az thing show --name box", { capture: colour(false) }),
      minute,
    );
    const problem = "az 2.91.0 no longer prints colour; it printed an object with id, password.";
    expect(result).toMatchObject({ ok: false, exitCode: 0, problem });
    // What it did print is not lost, and that it ran is on the disk.
    expect(small.journal.entries.slice(-2)).toMatchObject([
      { type: "command", exitCode: 0 },
      { type: "captured", values: { id: "id-of-box" } },
    ]);
  });

  test("fails its step with that sentence", async () => {
    const step1 = step("one", {
      run: [command("az thing create --name box", { capture: colour(false) })],
      implementation: { verify: async () => [] },
    });
    const small = run({ tutorial: tutorialOf([step1]) });
    const outcome = await runStep(small, await lookBefore(small, step1));
    expect(outcome).toMatchObject({ state: "failed", reason: expect.stringContaining("no longer prints colour") });
  });

  test("is kept without any of its values when a secret is what it lacks: the secret may stand there by another name", async () => {
    const small = run();
    const events = listenTo(small);
    const result = await runCommand(small, one, command("az thing show --name box", { capture: colour(true) }), minute);
    expect(result.output).toBe("an object with id, password");
    const told = `${JSON.stringify(result)} ${JSON.stringify(events)} ${readFileSync(small.folder.journal, "utf8")}`;
    expect(told).not.toContain(passwordOf("box"));
  });

  test("or failed after it had printed the secret, is kept without it", async () => {
    const small = run({ execute: printingAndFailing });
    const capture = { found: { text: /^It is '(.*)'$/m, secret: true } };
    const result = await runCommand(small, one, command("node hello.js", { capture }), minute);
    expect(result).toMatchObject({ ok: false, exitCode: 1 });
    expect(`${result.output} ${readFileSync(small.folder.journal, "utf8")}`).not.toContain("swordfish");
  });

  test("is named by its program when that is not az", async () => {
    const { execute } = recordingExecute("two\nlines\n");
    const capture = { said: { text: /^Said (.*)$/m, secret: false } };
    const result = await runCommand(run({ execute }), one, command("node hello.js box", { capture }), minute);
    expect(result.problem).toBe("node hello.js no longer prints said; it printed 2 lines of text.");
  });
});

/** What a promise is rejected with; undefined when it is not. */
const reasonOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (reason: unknown) => reason,
  );

/** Whether a process runs; one that has ended and that nobody has asked about does not. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync(`/proc/${pid}/stat`) || !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}

/** A run whose az starts a child, writes down both process ids, and hangs. */
function hangingRun(signal = new AbortController().signal): { small: Run; pids(): number[] } {
  const file = join(temporaryFolder(), "pids");
  const execute = createExecute({ PATH: process.env["PATH"] }, { signal });
  const script = 'sleep 60 & echo "$$ $!" > "$0"; echo begun; wait';
  const program = { file: "sh", leading: ["-c", script, file], version: "2.91.0", standIn: true };
  const small = run({ cloud: { ...smallCloud(), az: createAz(program, execute, {}) }, execute, signal });
  const written = (): string => (existsSync(file) ? readFileSync(file, "utf8").trim() : "");
  return { small, pids: () => written().split(" ").filter(Boolean).map(Number) };
}

describe.skipIf(process.platform === "win32")("a command that does not end in its time", () => {
  test("is ended with all that it started, has not ended as it should, and says so", async () => {
    const { small, pids } = hangingRun();
    const result = await runCommand(small, one, command("az thing create"), 300);
    const problem = "az thing create did not end within 300 ms, and was ended.";
    expect(result).toMatchObject({ ok: false, problem, output: "begun" });
    expect(small.journal.entries.at(-1)).toMatchObject({ type: "command", line: "az thing create", output: "begun" });
    expect(pids()).toHaveLength(2);
    expect(pids().map(isRunning)).toEqual([false, false]);
  });

  test("has a limit of its own, where the tutorial gives one", async () => {
    const { small } = hangingRun();
    const result = await runCommand(small, one, command("az thing create", { timeout: 200 }), minute);
    expect(result.problem).toBe("az thing create did not end within 200 ms, and was ended.");
  });

  test("fails its step with that sentence, and nothing after it is run", async () => {
    const { small } = hangingRun();
    const slow = step("one", {
      run: [command("az thing create", { timeout: 200 }), command("export A=b")],
      implementation: { verify: async () => [] },
    });
    const outcome = await runStep(small, await lookBefore(small, slow));
    expect(outcome).toMatchObject({ state: "failed", reason: expect.stringContaining("did not end within 200 ms") });
    expect(small.exported.size).toBe(0);
  });

  test("is ended at once, with all that it started, when the reader stops the run", async () => {
    const stop = new AbortController();
    const { pids, small } = hangingRun(stop.signal);
    const running = runCommand(small, one, command("az thing create"), minute);
    const stopped = reasonOf(running);
    while (pids().length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    const started = performance.now();
    stop.abort(new Error("stopped"));
    expect(await stopped).toMatchObject({ message: "stopped" });
    expect(performance.now() - started).toBeLessThan(2000);
    expect(pids().map(isRunning)).toEqual([false, false]);
  });
});
