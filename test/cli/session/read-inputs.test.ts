import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { mask } from "../../../src/azure/secret.ts";
import { redactedIo } from "../../../src/cli/redacted-io.ts";
import { readInputs } from "../../../src/cli/session/read-inputs.ts";
import { openScreen } from "../../../src/cli/terminal/screen.ts";
import { tutorialOf } from "../../runner/small-steps.ts";
import { smallIo, type SmallIoOptions } from "../small-io.ts";

const tutorial = tutorialOf([], {
  group: { about: "name of the group", default: "g", secret: false },
  pin: { about: "pin", default: "${random}", secret: true },
  key: { about: "key", default: "${random}", secret: true },
});

interface Read {
  inputs: Record<string, string>;
  stderr: string;
  /** How a text is shown afterwards. */
  shown(text: string): string;
}

async function read(set: Record<string, string>, options: SmallIoOptions = {}): Promise<Read> {
  const given = smallIo(options);
  const io = redactedIo(given);
  const { signal } = new AbortController();
  const inputs = await readInputs(tutorial, set, { io, screen: openScreen(io), signal });
  return { inputs, stderr: given.written.stderr, shown: (text) => io.redactor.redact(text) };
}

function fileWith(text: string): { cwd: string } {
  const cwd = mkdtempSync(join(tmpdir(), "inputs-"));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  writeFileSync(join(cwd, "pin"), text);
  return { cwd };
}

const value = "sw0rd~fish/99";

describe("a secret input is read, known to the redactor, and nobody is warned,", () => {
  test.each([
    ["from a variable of the environment", {}, { env: { SURESTEP_SET_pin: value } }],
    ["from standard input", { pin: "-" }, { stdin: `${value}\n` }],
    ["from standard input without an end of line", { pin: "-" }, { stdin: value }],
  ])("%s", async (_, set, options) => {
    const { inputs, stderr, shown } = await read(set, options);
    expect({ inputs, stderr, shown: shown(`it is ${value}`) }).toEqual({
      ...{ inputs: { pin: value }, stderr: "", shown: `it is ${mask}` },
    });
  });

  test.each([`${value}\n`, `${value}\r\n`, value])("from a file that holds %j", async (text) => {
    expect(await read({ pin: "@pin" }, fileWith(text))).toMatchObject({ inputs: { pin: value }, stderr: "" });
  });

  test("with all its lines but the end of the last one", async () => {
    expect((await read({ pin: "@pin" }, fileWith("a\nb\n\n"))).inputs).toEqual({ pin: "a\nb\n" });
  });
});

describe("a secret input on the command line", () => {
  test("is taken, and its reader is told once who sees it and what is better", async () => {
    const { inputs, stderr, shown } = await read({ pin: value });
    expect({ inputs, shown: shown(value) }).toEqual({ inputs: { pin: value }, shown: mask });
    expect(stderr.match(/pin stands on the command line/g)).toHaveLength(1);
    for (const way of ["SURESTEP_SET_pin", "--set pin=@file", "--set pin=-"]) expect(stderr).toContain(way);
    expect(stderr).not.toContain(value);
  });

  test("begins with an @ where there are two", async () => {
    expect((await read({ pin: "@@home" })).inputs).toEqual({ pin: "@home" });
  });
});

describe("an input", () => {
  test("that is no secret is what it is, whatever it begins with", async () => {
    expect(await read({ group: "@azure/x" })).toMatchObject({ inputs: { group: "@azure/x" }, stderr: "" });
    expect(await read({ group: "-" })).toMatchObject({ inputs: { group: "-" }, stderr: "" });
    expect((await read({}, { env: { SURESTEP_SET_group: "mine" } })).inputs).toEqual({ group: "mine" });
  });

  test("is what --set says where a variable says it, too", async () => {
    expect((await read({ group: "mine" }, { env: { SURESTEP_SET_group: "other" } })).inputs).toEqual({ group: "mine" });
  });

  test.each([
    [{ pin: "@nothing" }, /The file nothing, from which pin is to be read, cannot be read\./],
    [{ pin: "@." }, /cannot be read/],
    [{ pin: "-", key: "-" }, /Standard input can be one input only, not pin and key\./],
  ])("that cannot be read is refused: %j", async (set, said) => {
    await expect(read(set, fileWith(""))).rejects.toMatchObject({ message: expect.stringMatching(said), exitCode: 2 });
  });

  test("of a megabyte is refused, from a file and from standard input", async () => {
    const text = "x".repeat(1_000_001);
    await expect(read({ pin: "@pin" }, fileWith(text))).rejects.toThrow(/more than 1000000 characters/);
    await expect(read({ pin: "-" }, { stdin: text })).rejects.toThrow(/more than 1000000 characters/);
  });
});
