import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Execute } from "../../src/azure/execute.ts";
import { findOnPath, readAzProgram } from "../../src/azure/find-az.ts";

let base: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "find-az-"));
});

afterEach(() => {
  rmSync(base, { recursive: true });
});

/** Writes a file that may or may not be run, in a folder of its own. @returns the folder */
function folderWith(folder: string, mode: number): string {
  const path = join(base, folder);
  mkdirSync(path);
  writeFileSync(join(path, "az"), "");
  chmodSync(join(path, "az"), mode);
  return path;
}

const answering =
  (stdout: string, exitCode = 0, stderr = ""): Execute =>
  async () => ({ exitCode, stdout, stderr, milliseconds: 1 });

describe.skipIf(process.platform === "win32")("az is found on a PATH", () => {
  test("in the first folder that has it", () => {
    const [one, two] = [folderWith("one", 0o755), folderWith("two", 0o755)];
    expect(findOnPath("az", [join(base, "none"), one, two].join(delimiter))).toBe(join(one, "az"));
  });

  test("only where it can be run", () => {
    const [one, two] = [folderWith("one", 0o644), folderWith("two", 0o755)];
    expect(findOnPath("az", [one, two].join(delimiter))).toBe(join(two, "az"));
  });

  test("never in the current folder, which an empty entry would mean", () => {
    const program = join("node_modules", ".bin", "vitest");
    expect(findOnPath(program, process.cwd())).toBeDefined();
    expect(findOnPath(program, delimiter)).toBeUndefined();
  });

  test("or not at all", () => {
    expect(findOnPath("az", "")).toBeUndefined();
    expect(findOnPath("az", base)).toBeUndefined();
  });
});

describe("an az is asked what it is", () => {
  test("and tells its version", async () => {
    const file = join(folderWith("one", 0o755), "az");
    const program = await readAzProgram(file, answering('{"azure-cli": "2.91.0", "azure-cli-core": "2.91.0"}'));
    expect(program).toEqual({ file, leading: [], version: "2.91.0", standIn: false });
  });

  test("and the built-in one says that it is a stand-in", async () => {
    const file = join(folderWith("one", 0o755), "az");
    const execute = answering('{"azure-cli": "2.91.0", "surestep-stand-in": true}');
    expect((await readAzProgram(file, execute)).standIn).toBe(true);
  });

  test.each([
    ["fails", answering("", 1, "ModuleNotFoundError: No module named 'azure'\n"), /No module named/],
    ["answers something else", answering("az 1.0, a compressor"), /a compressor/],
    ["answers JSON of something else", answering("{}"), /\{\}/],
  ])("and one that %s is refused, with what it said", async (_, execute, said) => {
    await expect(readAzProgram("/opt/other/az", execute)).rejects.toMatchObject({
      message: "/opt/other/az does not answer 'az version' as the Azure CLI does.",
      hint: expect.stringContaining("--az"),
      original: expect.stringMatching(said),
    });
  });
});
