import { realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { createExecute } from "../../src/azure/execute.ts";
import { SurestepError } from "../../src/errors.ts";

const node = process.execPath;
const never = new AbortController().signal;
const execute = createExecute({ BASE: "of all children" }, { signal: never });

/** Runs JavaScript in a child process. */
const script = (code: string): [string, string[]] => [node, ["--eval", code, "--"]];

/** What a promise is rejected with; undefined when it is not. */
const reasonOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (reason: unknown) => reason,
  );

describe("a child process", () => {
  test("gets its arguments as they are, because there is no shell", async () => {
    const nasty = ["$(whoami)", "`id`", "two words", "", '"quoted"', "it's", "; rm -rf /", "*", "$HOME", "a\nb", "\\"];
    const [file, args] = script("process.stdout.write(JSON.stringify(process.argv.slice(1)))");
    const result = await execute(file, [...args, ...nasty]);
    expect(JSON.parse(result.stdout)).toEqual(nasty);
  });

  test("has its standard input closed, so that no question can hang it", async () => {
    const code = 'process.stdin.on("end", () => console.log("closed")).resume()';
    expect((await execute(...script(code))).stdout).toBe("closed\n");
  });

  test("is given a text on its standard input, without a change", async () => {
    const result = await execute(...script("process.stdin.pipe(process.stdout)"), { stdin: "one\n\ntwo" });
    expect(result.stdout).toBe("one\n\ntwo");
  });

  test("that ends with another exit code than 0 is a result", async () => {
    const result = await execute(...script('console.log("out"); console.error("err"); process.exitCode = 3'));
    expect(result).toEqual({
      exitCode: 3,
      stdout: "out\n",
      stderr: "err\n",
      milliseconds: expect.any(Number),
      timedOut: false,
    });
  });

  test("that is killed by a signal of its own has an exit code other than 0", async () => {
    const result = await execute(...script('process.kill(process.pid, "SIGKILL"); setTimeout(() => {}, 10_000)'));
    expect(result.exitCode).toBe(128);
  });

  test("inherits the given variables only, with its own on top", async () => {
    const environment = { OWN: "of this one" };
    const result = await execute(...script("console.log(JSON.stringify(process.env))"), { environment });
    expect(JSON.parse(result.stdout)).toMatchObject({ BASE: "of all children", OWN: "of this one" });
    expect(JSON.parse(result.stdout)).not.toHaveProperty("PATH");
  });

  test("runs in the folder it is told to", async () => {
    const result = await execute(...script("console.log(process.cwd())"), { cwd: tmpdir() });
    expect(result.stdout.trim()).toBe(realpathSync(tmpdir()));
  });
});

test("a program that is not there is an error that names it and says what to do", async () => {
  const error = await execute("no-such-program-here", []).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SurestepError);
  expect(error).toMatchObject({
    message: "no-such-program-here could not be started.",
    hint: expect.stringContaining("PATH"),
    original: expect.stringContaining("ENOENT"),
  });
});

describe("a time limit", () => {
  test("ends the child, whose result says so with what it had printed", async () => {
    const result = await execute(...script('console.log("begun"); setTimeout(() => {}, 60_000)'), { timeout: 1000 });
    expect(result).toMatchObject({ timedOut: true, stdout: "begun\n", exitCode: 128 });
    expect(result.milliseconds).toBeLessThan(5000);
  });

  test("that is not reached changes nothing", async () => {
    expect(await execute(...script(""), { timeout: 60_000 })).toMatchObject({ timedOut: false, exitCode: 0 });
  });
});

describe.skipIf(process.platform === "win32")("a child that does not end when it is asked to", () => {
  const stubborn: [string, string[]] = ["sh", ["-c", 'trap "" TERM; sleep 60 & echo $! >&2; wait; wait']];
  const environment = { PATH: process.env["PATH"] ?? "" };

  test("is ended by force, without time to end by itself, at the second signal", async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const reason = new Error("Ctrl-C");
    const running = createExecute(environment, { signal: first.signal, now: second.signal })(...stubborn);
    const stopped = reasonOf(running);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const started = performance.now();
    first.abort(reason);
    second.abort();
    expect(await stopped).toBe(reason);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test("is ended by force two seconds after the first one", async () => {
    const stop = new AbortController();
    const reason = new Error("Ctrl-C");
    const running = createExecute(environment, { signal: stop.signal })(...stubborn);
    const stopped = reasonOf(running);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const started = performance.now();
    stop.abort(reason);
    expect(await stopped).toBe(reason);
    expect(performance.now() - started).toBeGreaterThan(1500);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe("an abort", () => {
  test("ends the child and throws the abort's reason", async () => {
    const abort = new AbortController();
    const reason = new Error("Ctrl-C");
    const running = createExecute({}, { signal: abort.signal })(...script("setTimeout(() => {}, 60_000)"));
    const started = performance.now();
    setTimeout(() => abort.abort(reason), 100);
    await expect(running).rejects.toBe(reason);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test("before the start throws its reason too", async () => {
    const reason = new Error("Ctrl-C");
    await expect(createExecute({}, { signal: AbortSignal.abort(reason) })(...script(""))).rejects.toBe(reason);
  });
});
