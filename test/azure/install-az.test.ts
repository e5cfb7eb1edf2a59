import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Execute, ExecuteResult } from "../../src/azure/execute.ts";
import { installAz, listAzVersions } from "../../src/azure/install-az.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "install-az-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const unknownVersion =
  "ERROR: Could not find a version that satisfies the requirement azure-cli==2.999.0 (from versions: 2.0.0, 2.91.0)\n" +
  "ERROR: No matching distribution found for azure-cli==2.999.0";
const noRegistry =
  "ERROR: Could not find a version that satisfies the requirement azure-cli==2.91.0 (from versions: none)\n" +
  "ERROR: No matching distribution found for azure-cli==2.91.0";

interface Machine {
  venv?: Partial<ExecuteResult>;
  pip?: Partial<ExecuteResult>;
  az?: Partial<ExecuteResult>;
}

/** A machine with Python whose registry has az; programs that fail are given. What was called is kept in `calls`. */
function machine({ venv, pip, az }: Machine = {}): { execute: Execute; calls: string[][] } {
  const calls: string[][] = [];
  const execute: Execute = async (file, args) => {
    calls.push([file, ...args]);
    const ok = { exitCode: 0, stdout: "", stderr: "", milliseconds: 1 };
    if (args[1] === "venv") {
      mkdirSync(join(args[2] ?? "", "bin"), { recursive: true });
      return { ...ok, ...venv };
    }
    if (args[1] === "pip") {
      const program = join(file, "..", "az");
      writeFileSync(program, "");
      chmodSync(program, 0o755);
      return { ...ok, ...pip };
    }
    const version = /(\d+\.\d+\.\d+)-/.exec(file)?.[1];
    return { ...ok, stdout: JSON.stringify({ "azure-cli": version }), ...az };
  };
  return { execute, calls };
}

describe("an official az", () => {
  test("is installed with the very version asked for, into a folder of that name", async () => {
    const { execute, calls } = machine();
    const said: string[] = [];
    const az = await installAz("2.91.0", { folder, execute, log: (sentence) => said.push(sentence) });
    expect(az).toBe(join(folder, "2.91.0", "bin", "az"));
    expect(existsSync(az)).toBe(true);
    expect(calls[0]).toEqual(["python3", "-m", "venv", expect.any(String)]);
    expect(calls[1]).toContain("azure-cli==2.91.0");
    expect(said).toHaveLength(1);
  });

  test("is taken as it is the second time", async () => {
    const first = await installAz("2.91.0", { folder, execute: machine().execute });
    const again = machine();
    expect(await installAz("2.91.0", { folder, execute: again.execute })).toBe(first);
    expect(again.calls).toEqual([]);
  });

  test("is made by the Python that was named", async () => {
    const { execute, calls } = machine();
    await installAz("2.60.0", { folder, execute, python: "python3.9" });
    expect(calls[0]?.[0]).toBe("python3.9");
  });

  test("can be installed twice at once: both get a whole one, and one environment is left", async () => {
    const { execute } = machine();
    const both = await Promise.all([1, 2].map(() => installAz("2.91.0", { folder, execute })));
    expect(new Set(both).size).toBe(1);
    expect(existsSync(both[0] ?? "")).toBe(true);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test("is not taken for whole when its installation was killed halfway", async () => {
    const left = join(folder, "2.91.0-dead");
    mkdirSync(join(left, "bin"), { recursive: true });
    writeFileSync(join(left, "bin", "az"), "", { mode: 0o755 });
    const { execute, calls } = machine();
    await installAz("2.91.0", { folder, execute });
    expect(calls).toHaveLength(3);
    expect(existsSync(left)).toBe(true);
  });

  test("clears away what was left halfway more than an hour ago", async () => {
    const left = join(folder, "2.91.0-dead");
    mkdirSync(left);
    utimesSync(left, 0, 0);
    await installAz("2.91.0", { folder, execute: machine().execute });
    expect(existsSync(left)).toBe(false);
  });
});

describe("an az that cannot be installed", () => {
  const failing: [string, Machine, RegExp][] = [
    [
      "no venv module",
      { venv: { exitCode: 1, stderr: "No module named venv" } },
      /could not make a virtual environment/,
    ],
    ["no such version", { pip: { exitCode: 1, stderr: unknownVersion } }, /There is no az 2\.91\.0/],
    ["no registry", { pip: { exitCode: 1, stderr: noRegistry } }, /could not be installed/],
    ["an az that does not start", { az: { exitCode: 1, stdout: "" } }, /does not answer 'az version'/],
    ["another version", { az: { stdout: '{"azure-cli":"2.90.0"}' } }, /pip installed az 2\.90\.0, not 2\.91\.0/],
  ];

  test.each(failing)("for %s is an error with what to do, and leaves nothing", async (_, programs, message) => {
    const { execute } = machine(programs);
    await expect(installAz("2.91.0", { folder, execute })).rejects.toThrow(message);
    await expect(installAz("2.91.0", { folder, execute })).rejects.toHaveProperty("name", "SurestepError");
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each(["latest", "2.91", "2.91.0 --pre", "../2.91.0", ""])(
    "'%s' is no version, and nothing is run",
    async (version) => {
      const { execute, calls } = machine();
      await expect(installAz(version, { folder, execute })).rejects.toMatchObject({ exitCode: 2 });
      expect(calls).toEqual([]);
    },
  );
});

function answering(found: Partial<ExecuteResult>): Execute {
  return async () => ({ exitCode: 0, stdout: "", stderr: "", milliseconds: 1, ...found });
}

describe("the versions that there are", () => {
  test("are listed oldest first", async () => {
    const stdout = "azure-cli (2.91.0)\nAvailable versions: 2.91.0, 2.90.0, 2.9.1\n  INSTALLED: 2.60.0\n";
    expect(await listAzVersions(answering({ stdout }))).toEqual(["2.9.1", "2.90.0", "2.91.0"]);
  });

  test("cannot be listed without a registry", async () => {
    const stderr = "ERROR: No matching distribution found for azure-cli";
    await expect(listAzVersions(answering({ exitCode: 1, stderr }))).rejects.toMatchObject({
      name: "SurestepError",
      original: stderr,
    });
  });
});
