import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createExecute, type Execute, type ExecuteOptions } from "../../src/azure/execute.ts";
import { mask, Secret } from "../../src/azure/secret.ts";
import { runCommand, shownCommand } from "../../src/runner/run-command.ts";
import { programEnvironment, stepContext, type Run } from "../../src/runner/run.ts";
import { NotKnownYet } from "../../src/tutorial/step.ts";
import { smallCloud, type SmallCloud } from "./small-cloud.ts";
import { openSmallRun, temporaryFolder, type SmallRunOptions } from "./small-run.ts";
import { command, step, tutorialOf } from "./small-steps.ts";

const one = step("one");

function run(options: Partial<SmallRunOptions> = {}): Run {
  return openSmallRun({ tutorial: tutorialOf([one]), cloud: smallCloud(), ...options });
}

/** An execute that starts nothing and keeps what it was told. */
function recording(): {
  execute: Execute;
  started: { file: string; args: readonly string[]; options: ExecuteOptions }[];
} {
  const started: { file: string; args: readonly string[]; options: ExecuteOptions }[] = [];
  const execute: Execute = async (file, args, options = {}) => {
    started.push({ file, args, options });
    return { exitCode: 0, stdout: "", stderr: "", milliseconds: 1 };
  };
  return { execute, started };
}

describe("a command", () => {
  test("is not begun any more once the reader has stopped the run, be it one without a process", async () => {
    const controller = new AbortController();
    const cloud = smallCloud();
    const small = run({ cloud, signal: controller.signal });
    controller.abort(new Error("stopped"));
    await expect(runCommand(small, one, command("az thing show"))).rejects.toThrow("stopped");
    await expect(runCommand(small, one, command("export A=b"))).rejects.toThrow("stopped");
    expect([cloud.calls, small.exported.size]).toEqual([[], 0]);
  });

  test("gets each value as one word, whatever it holds", async () => {
    const cloud: SmallCloud = smallCloud();
    const given: (readonly string[])[] = [];
    const small = run({ cloud: { ...cloud, az: (args) => (given.push(args), cloud.az(args)) } });
    small.values.set("name", "two words; $(rm -rf /)");
    await runCommand(small, one, command("az thing show --name ${name}"));
    expect(given).toEqual([["thing", "show", "--name", "two words; $(rm -rf /)"]]);
  });

  test("gets a secret, but is shown and journalled with a mask", async () => {
    const cloud = smallCloud();
    const small = run({ cloud });
    small.values.set("password", Secret.of("sword'fish"));
    const set = command("az thing set --password ${password} --name ${later}");
    expect(shownCommand(small, set)).toBe(`az thing set --password ${mask} --name '\${later}'`);
    small.values.set("later", "box");
    await runCommand(small, one, set);
    expect(cloud.calls).toEqual(["thing set --password sword'fish --name box"]);
    expect(small.journal.entries.at(-1)).toMatchObject({ line: `az thing set --password ${mask} --name box` });
  });

  test("is not run when a value is not known yet", async () => {
    const cloud = smallCloud();
    await expect(runCommand(run({ cloud }), one, command("az thing show --name ${later}"))).rejects.toThrow(
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
    const result = await runCommand(small, one, command("az thing show", { capture }));
    const error = { code: "Conflict", message: `(Conflict) it is ${mask} already` };
    expect(result).toMatchObject({ exitCode: 1, error });
    expect(result.output).not.toContain("swordfish");
    expect(small.journal.entries.at(-1)).toMatchObject({ type: "command", exitCode: 1, error });
  });

  test("that succeeds without giving what is captured is an error", async () => {
    const capture = { colour: { json: ["colour"] as [string], secret: false } };
    const promise = runCommand(run(), one, command("az thing show", { capture }));
    await expect(promise).rejects.toThrow("'colour' is not in the output of: az thing show");
  });
});

describe("the reader's own program", () => {
  const environment = { HTTPS_PROXY: "http://127.0.0.1:1", NODE_EXTRA_CA_CERTS: "ca.pem" };

  test("runs in the project folder with the connection's variables and what was exported", async () => {
    const { execute, started } = recording();
    const small = run({ execute, environment });
    small.values.set("vaultName", "box");
    small.values.set("clientSecret", Secret.of("sword'fish"));
    await runCommand(small, one, command("export KEY_VAULT_NAME=${vaultName}"));
    await runCommand(small, one, command("export AZURE_CLIENT_SECRET=${clientSecret} FIXED=1"));
    await runCommand(small, one, command("node hello.js"));
    expect(started).toEqual([{ file: process.execPath, args: ["hello.js"], options: expect.anything() }]);
    expect(started[0]?.options.cwd).toBe(small.folder.project);
    expect(started[0]?.options.environment).toEqual({
      ...environment,
      ...{ KEY_VAULT_NAME: "box", AZURE_CLIENT_SECRET: "sword'fish", FIXED: "1" },
    });
  });

  test("is answered on its standard input by a line", async () => {
    const { execute, started } = recording();
    const small = run({ execute });
    small.values.set("secretValue", Secret.of("swordfish"));
    await runCommand(small, one, command("node hello.js", { stdin: "${secretValue}" }));
    expect(started[0]?.options.stdin).toBe("swordfish\n");
    expect(started[0]?.args).toEqual(["hello.js"]);
  });

  test("and the JavaScript of a verification really get what was exported", async () => {
    const small = run();
    await runCommand(small, one, command("export KEY_VAULT_NAME=box"));
    const { runInProject } = stepContext(small);
    const result = await runInProject("console.log(process.env.KEY_VAULT_NAME, process.env.MORE)", { MORE: "more" });
    expect(result).toMatchObject({ exitCode: 0, stdout: "box more\n" });
  });

  test("is installed by npm without the connection's variables, because npm must reach its registry", async () => {
    const { execute, started } = recording();
    const small = run({ execute, environment });
    await runCommand(small, one, command("export AZURE_CLIENT_ID=1"));
    await runCommand(small, one, command("npm install @azure/identity"));
    const [npm] = started;
    expect(npm).toMatchObject({ file: "npm", args: ["install", "@azure/identity"] });
    expect(npm?.options.cwd).toBe(small.folder.project);
    const names = Object.keys(npm?.options.environment ?? {});
    expect(names.filter((name) => !name.startsWith("npm_config_"))).toEqual([]);
  });
});

describe("what is exported", () => {
  test("is written to the file that the reader can source", async () => {
    const small = run();
    small.values.set("clientSecret", Secret.of("sword'fish"));
    await runCommand(small, one, command("export KEY_VAULT_NAME=box"));
    await runCommand(small, one, command("export AZURE_CLIENT_SECRET=${clientSecret}"));
    expect(readFileSync(small.folder.environment, "utf8")).toBe(
      "export KEY_VAULT_NAME=box\nexport AZURE_CLIENT_SECRET='sword'\\''fish'\n",
    );
  });

  test("stays a Secret where a secret went into it", async () => {
    const small = run();
    small.values.set("clientSecret", Secret.of("swordfish"));
    await runCommand(small, one, command("export URL=https://x/${clientSecret} KEY_VAULT_NAME=box"));
    expect(small.exported.get("URL")).toBeInstanceOf(Secret);
    expect(small.exported.get("KEY_VAULT_NAME")).toBe("box");
    expect(programEnvironment(small)).toMatchObject({ URL: "https://x/swordfish" });
  });
});

describe("rm", () => {
  test("removes what is inside the run's folder", async () => {
    const small = run();
    writeFileSync(join(small.folder.project, "index.js"), "");
    await runCommand(small, one, command("rm -rf ${project}"));
    expect(existsSync(small.folder.project)).toBe(false);
    expect(existsSync(small.folder.journal)).toBe(true);
  });

  test("does not mind what is not there", async () => {
    const small = run();
    small.values.set("file", join(small.folder.project, "none"));
    expect(await runCommand(small, one, command("rm -rf ${file}"))).toMatchObject({ exitCode: 0 });
  });

  test("refuses everything outside it, and the run's folder itself", async () => {
    const base = temporaryFolder();
    const small = run({ base });
    const neighbour = `${small.folder.path}-neighbour`;
    mkdirSync(neighbour);
    for (const path of [base, neighbour, join(small.folder.project, "..", "..", ".."), small.folder.path]) {
      small.values.set("path", path);
      await expect(runCommand(small, one, command("rm -rf ${path}"))).rejects.toThrow("is not in the run's folder");
      expect(existsSync(path)).toBe(true);
    }
    expect(existsSync(small.folder.journal)).toBe(true);
  });
});

test("a program that is not there is an error with the program's name", async () => {
  const execute = createExecute({ PATH: temporaryFolder() }, new AbortController().signal);
  const promise = runCommand(run({ execute }), one, command("npm install"));
  await expect(promise).rejects.toThrow("npm could not be started.");
});
