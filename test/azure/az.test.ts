import { describe, expect, test } from "vitest";
import { azSettings, azTimeout, createAz, type AzProgram } from "../../src/azure/az.ts";
import type { Execute, ExecuteOptions, ExecuteResult } from "../../src/azure/execute.ts";

const program: AzProgram = { file: "/usr/bin/node", leading: ["az.ts"], version: "2.91.0", standIn: true };
/** Answers every command alike. */
const answering =
  (answer: Partial<ExecuteResult>): Execute =>
  async () => ({ ...ok, ...answer });
const withoutOne: Execute = async (_, args) => {
  if (args.at(-1) === "one") throw new Error("could not be started");
  return ok;
};
const ok = { exitCode: 0, stdout: "{}", stderr: "", milliseconds: 1 };

describe("an az command", () => {
  test("is the program, its leading arguments, and the command's own", async () => {
    const calls: unknown[] = [];
    const execute: Execute = async (file, args) => (calls.push([file, ...args]), ok);
    await createAz(program, execute, {})(["group", "show", "--name", "two words"]);
    expect(calls).toEqual([["/usr/bin/node", "az.ts", "group", "show", "--name", "two words"]]);
  });

  test("gets az's settings, and the connection's variables on top", async () => {
    let given: ExecuteOptions | undefined;
    const execute: Execute = async (_, __, options) => ((given = options), ok);
    await createAz(program, execute, { HTTPS_PROXY: "http://127.0.0.1:1" })(["version"]);
    expect(given?.environment).toEqual({ ...azSettings, HTTPS_PROXY: "http://127.0.0.1:1" });
    expect(given?.environment).toMatchObject({ AZURE_CORE_COLLECT_TELEMETRY: "no" });
    expect(given?.stdin).toBeUndefined();
  });

  test("has the time limit that it is given, and never none", async () => {
    const limits: unknown[] = [];
    const execute: Execute = async (_, __, options) => (limits.push(options?.timeout), ok);
    const az = createAz(program, execute, {});
    await az(["version"], { timeout: 7000 });
    await az(["version"]);
    expect(limits).toEqual([7000, azTimeout]);
  });

  test("that was ended because its time was up says so", async () => {
    const execute = answering({ exitCode: 128, timedOut: true });
    expect(await createAz(program, execute, {})(["version"])).toMatchObject({ exitCode: 128, timedOut: true });
  });

  test("that succeeds has no error, whatever it warned of", async () => {
    const execute = answering({ stderr: "WARNING: the output includes credentials" });
    expect((await createAz(program, execute, {})(["version"])).error).toBeUndefined();
  });

  test("that fails has its error read", async () => {
    const execute = answering({ exitCode: 3, stderr: "ERROR: (ResourceGroupNotFound) none" });
    const result = await createAz(program, execute, {})(["group", "show"]);
    expect(result.error).toEqual({ code: "ResourceGroupNotFound", message: "(ResourceGroupNotFound) none" });
  });
});

describe("az commands that are started at the same time", () => {
  test("run one after the other", async () => {
    let running = 0;
    let most = 0;
    const order: (string | undefined)[] = [];
    const execute: Execute = async (_, args) => {
      most = Math.max(most, (running += 1));
      order.push(args.at(-1));
      await new Promise(setImmediate);
      running -= 1;
      return ok;
    };
    const az = createAz(program, execute, {});
    await Promise.all([az(["one"]), az(["two"]), az(["three"])]);
    expect(most).toBe(1);
    expect(order).toEqual(["one", "two", "three"]);
  });

  test("are not held up by one that could not be started", async () => {
    const az = createAz(program, withoutOne, {});
    const [one, two] = await Promise.allSettled([az(["one"]), az(["two"])]);
    expect(one.status).toBe("rejected");
    expect(two.status).toBe("fulfilled");
  });
});
