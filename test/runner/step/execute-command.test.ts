import { existsSync, mkdirSync, readFileSync, writeFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { createExecute } from "../../../src/azure/execute.ts";
import { Secret } from "../../../src/azure/secret.ts";
import { runCommand } from "../../../src/runner/step/run-command.ts";
import { programEnvironment, stepContext, type Run } from "../../../src/runner/run.ts";
import { smallCloud } from "../small-cloud.ts";
import { openSmallRun, recordingExecute, temporaryFolder, type SmallRunOptions } from "../small-run.ts";
import { command, step, tutorialOf } from "../small-steps.ts";

const one = step("one");
const minute = 60_000;

function run(options: Partial<SmallRunOptions> = {}): Run {
  return openSmallRun({ tutorial: tutorialOf([one]), cloud: smallCloud(), ...options });
}

describe("the reader's own program", () => {
  const environment = { HTTPS_PROXY: "http://127.0.0.1:1", NODE_EXTRA_CA_CERTS: "ca.pem" };

  test("runs in the project folder with the connection's variables and what was exported", async () => {
    const { execute, started } = recordingExecute();
    const small = run({ execute, environment });
    small.values.set("vaultName", "box");
    small.values.set("clientSecret", Secret.of("sword'fish"));
    await runCommand(small, one, command("export KEY_VAULT_NAME=${vaultName}"), minute);
    await runCommand(small, one, command("export AZURE_CLIENT_SECRET=${clientSecret} FIXED=1"), minute);
    await runCommand(small, one, command("node hello.js"), minute);
    expect(started).toEqual([{ file: process.execPath, args: ["hello.js"], options: expect.anything() }]);
    expect(started[0]?.options.cwd).toBe(small.folder.project);
    expect(started[0]?.options.environment).toEqual({
      ...environment,
      ...{ KEY_VAULT_NAME: "box", AZURE_CLIENT_SECRET: "sword'fish", FIXED: "1" },
      // It acts as who these variables say, or not at all: neither az nor what az knows is within its reach.
      ...{
        AZURE_CONFIG_DIR: small.folder.nobody,
        AZD_CONFIG_DIR: small.folder.nobody,
        PATH: dirname(process.execPath),
      },
    });
  });

  test("is answered on its standard input by a line", async () => {
    const { execute, started } = recordingExecute();
    const small = run({ execute });
    small.values.set("secretValue", Secret.of("swordfish"));
    await runCommand(small, one, command("node hello.js", { stdin: "${secretValue}" }), minute);
    expect(started[0]?.options.stdin).toBe("swordfish\n");
    expect(started[0]?.args).toEqual(["hello.js"]);
  });

  test("and the JavaScript of a verification really get what was exported", async () => {
    const small = run();
    await runCommand(small, one, command("export KEY_VAULT_NAME=box"), minute);
    const { runInProject } = stepContext(small);
    const result = await runInProject("console.log(process.env.KEY_VAULT_NAME, process.env.MORE)", { MORE: "more" });
    expect(result).toMatchObject({ exitCode: 0, stdout: "box more\n" });
  });

  test("is installed by npm without the connection's variables, because npm must reach its registry", async () => {
    const { execute, started } = recordingExecute();
    const small = run({ execute, environment });
    await runCommand(small, one, command("export AZURE_CLIENT_ID=1"), minute);
    await runCommand(small, one, command("npm install @azure/identity"), minute);
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
    await runCommand(small, one, command("export KEY_VAULT_NAME=box"), minute);
    await runCommand(small, one, command("export AZURE_CLIENT_SECRET=${clientSecret}"), minute);
    expect(readFileSync(small.folder.environment, "utf8")).toBe(
      "export KEY_VAULT_NAME=box\nexport AZURE_CLIENT_SECRET='sword'\\''fish'\n",
    );
  });

  test("stays a Secret where a secret went into it", async () => {
    const small = run();
    small.values.set("clientSecret", Secret.of("swordfish"));
    await runCommand(small, one, command("export URL=https://x/${clientSecret} KEY_VAULT_NAME=box"), minute);
    expect(small.exported.get("URL")).toBeInstanceOf(Secret);
    expect(small.exported.get("KEY_VAULT_NAME")).toBe("box");
    expect(programEnvironment(small)).toMatchObject({ URL: "https://x/swordfish" });
  });
});

test("every program is given its time limit", async () => {
  const { execute, started } = recordingExecute();
  const limits: unknown[] = [];
  const cloud = smallCloud();
  const az: typeof cloud.az = (args, options) => (limits.push(options?.timeout), cloud.az(args));
  const small = run({ execute, cloud: { ...cloud, az } });
  for (const line of ["az thing show", "node hello.js", "npm install"])
    await runCommand(small, one, command(line), 7000);
  expect([...limits, ...started.map(({ options }) => options.timeout)]).toEqual([7000, 7000, 7000]);
});

describe("rm", () => {
  test("removes what is inside the run's folder", async () => {
    const small = run();
    writeFileSync(join(small.folder.project, "index.js"), "");
    await runCommand(small, one, command("rm -rf ${project}"), minute);
    expect(existsSync(small.folder.project)).toBe(false);
    expect(existsSync(small.folder.journal)).toBe(true);
  });

  test("does not mind what is not there", async () => {
    const small = run();
    small.values.set("file", join(small.folder.project, "none"));
    expect(await runCommand(small, one, command("rm -rf ${file}"), minute)).toMatchObject({ exitCode: 0 });
  });

  test("follows no link to a place outside it", async () => {
    const [small, elsewhere] = [run(), temporaryFolder()];
    const [link, precious] = [join(small.folder.project, "link"), join(elsewhere, "inner", "precious")];
    mkdirSync(precious, { recursive: true });
    symlinkSync(join(elsewhere, "inner"), link);
    for (const path of [join(link, "precious"), `${link}/../inner`]) {
      small.values.set("path", path);
      await runCommand(small, one, command("rm -rf ${path}"), minute);
      expect(existsSync(precious)).toBe(true);
    }
  });

  test("refuses everything outside it, and the run's folder itself", async () => {
    const base = temporaryFolder();
    const small = run({ base });
    const neighbour = `${small.folder.path}-neighbour`;
    mkdirSync(neighbour);
    for (const path of [base, neighbour, join(small.folder.project, "..", "..", ".."), small.folder.path]) {
      small.values.set("path", path);
      const { ok, output } = await runCommand(small, one, command("rm -rf ${path}"), minute);
      expect([ok, output]).toEqual([
        false,
        expect.stringContaining("is not in the run's folder, so it is not removed"),
      ]);
      expect(existsSync(path)).toBe(true);
    }
    expect(existsSync(small.folder.journal)).toBe(true);
  });
});

test("a program that is not there is an error with the program's name", async () => {
  const execute = createExecute({ PATH: temporaryFolder() }, { signal: new AbortController().signal });
  const promise = runCommand(run({ execute }), one, command("npm install"), minute);
  await expect(promise).rejects.toThrow("npm could not be started.");
});
