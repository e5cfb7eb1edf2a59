import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { fillCommand, isProgram, quoteCommand, quoteWord, splitCommand } from "../../src/tutorial/command.ts";

describe("a command line", () => {
  test("is split into words as a shell would, with its placeholders left in them", () => {
    const line = `az group create --name \${resourceGroup} -l "East US" --tags 'surestep=\${runId}'`;
    expect(splitCommand(line)).toEqual([
      ...["az", "group", "create", "--name", "${resourceGroup}", "-l", "East US", "--tags", "surestep=${runId}"],
    ]);
  });

  test.each([
    ["az account show | tee file", "'|'"],
    ["az account show > file", "'>'"],
    ["az account show < file", "'<'"],
    ["az account show 2> file", "'>'"],
    ["az version; rm -rf /", "';'"],
    ["az version && az account show", "'&&'"],
    ["az version || az account show", "'||'"],
    ["az login &", "'&'"],
    ["(az version)", "'('"],
    ["rm -rf *", "'glob'"],
    ["az version # the version", "a comment"],
  ])("that needs a shell is refused: %s", (line, what) => {
    expect(() => splitCommand(line)).toThrow(`${what} is not allowed in it`);
  });

  test.each(["curl https://example.com", "sudo az login", "/usr/bin/az version", "", "A=b az version"])(
    "that starts with another program is refused: %s",
    (line) => {
      expect(() => splitCommand(line)).toThrow("a command starts with az, npm, node, export, rm, not with");
    },
  );

  test("starts with one of few programs", () => {
    expect(["az", "npm", "node", "export", "rm", "bash", undefined].filter(isProgram)).toHaveLength(5);
  });
});

const nasty = [
  "two words",
  "",
  " ",
  "it's",
  "''",
  '"quoted"',
  "; rm -rf /",
  "$(whoami)",
  "`id`",
  "$HOME",
  "${HOME}",
  "a\\",
  "\\'",
  "*",
  "~",
  "~root",
  "#comment",
  "!!",
  "{a,b}",
  "a\nb",
  "\ttab",
  "<>|&",
  "Zoë Ω 鍵",
  "-n",
  "--name=x",
  "a=b",
  "%PATH%",
  "••••••••",
];

describe("a value that is filled in", () => {
  test.each(nasty)("stays one word: %j", (value) => {
    const words = splitCommand("az keyvault secret set --value ${secretValue} --name pre-${secretValue}-post");
    expect(fillCommand(words, () => value)).toEqual([
      ...["az", "keyvault", "secret", "set", "--value", value, "--name", `pre-${value}-post`],
    ]);
  });

  test("is not filled in itself", () => {
    expect(fillCommand(["az", "${one}"], (name) => (name === "one" ? "${two}" : "no"))).toEqual(["az", "${two}"]);
  });
});

/** The words that bash makes of a line, each ended by a NUL. */
function wordsOfBash(line: string): string[] {
  const printed = execFileSync("bash", ["-c", `printf '%s\\0' ${line}`], { encoding: "utf8" });
  return printed.split("\0").slice(0, -1);
}

describe("a command that is shown", () => {
  test("is parsed by bash into the same words", () => {
    const words = ["az", "tag", ...nasty, ...nasty.flatMap((one) => nasty.slice(0, 9).map((other) => one + other))];
    expect(wordsOfBash(quoteCommand(words))).toEqual(words);
  });

  test("that exports is done by bash with the same values", () => {
    for (const value of nasty) {
      const line = quoteCommand(["export", `NAME=${value}`]);
      const script = `${line}; printf '%s\\0' "$NAME"`;
      expect(execFileSync("bash", ["-c", script], { encoding: "utf8" })).toBe(`${value}\0`);
    }
  });

  test("that exports several variables shows all of them", () => {
    const line = quoteCommand(["export", "ONE=1", "TWO=two words"]);
    expect(execFileSync("bash", ["-c", `${line}; echo "$ONE, $TWO"`], { encoding: "utf8" })).toBe("1, two words\n");
  });

  test("is quoted only where it needs to be", () => {
    const words = ["az", "keyvault", "show", "-n", "surestep-1", "--query", "properties.vaultUri", "-o", "tsv"];
    expect(quoteCommand(words)).toBe("az keyvault show -n surestep-1 --query properties.vaultUri -o tsv");
    expect(quoteCommand(["export", "KEY_VAULT_NAME=surestep-1"])).toBe("export KEY_VAULT_NAME=surestep-1");
    expect(quoteCommand(["export", "NAME=two words"])).toBe("export NAME='two words'");
    expect(quoteWord("https://contoso.vault.azure.net/")).toBe("https://contoso.vault.azure.net/");
  });
});
