import { execFileSync } from "node:child_process";
import { array } from "fast-check";
import { expect, test } from "vitest";
import { fillCommand, quoteCommand, quoteWord, splitCommand } from "../../src/tutorial/command.ts";
import { always, hostileText, hostileWord } from "../properties.ts";

test("whatever is filled in, the words stay as many, and each holds its value to the letter", async () => {
  const words = splitCommand("az keyvault secret set --name a${one}b --value '${one}' --file \"${one}\"");
  await always(hostileText, (value) => {
    expect(fillCommand(words, () => value)).toEqual([
      ...["az", "keyvault", "secret", "set", "--name", `a${value}b`, "--value", value, "--file", value],
    ]);
  });
});

/** The program of a line, or why there is none. */
function programIn(line: string): string {
  try {
    return splitCommand(line)[0] ?? "";
  } catch (error) {
    return String(error);
  }
}

test("a line is split, or refused in a sentence: it is never taken for something else", async () => {
  await always(hostileText, (line) => {
    expect(programIn(`az ${line}`)).toMatch(/^(az$|Error: a command (is one program|fills in values))/);
    expect(programIn(line)).toMatch(/^Error: a command (is one program|fills in values|starts with)/);
  });
});

test("a quoted word is one argument when it is split again", async () => {
  // Placeholders are filled in before a command is quoted.
  const plain = hostileWord.filter((word) => !word.includes("$"));
  await always(plain, (word) => {
    expect(splitCommand(`az ${quoteWord(word)}`)).toEqual(["az", word]);
  });
});

test("bash takes a command that is shown for the same words, and an export for the same value", async () => {
  const each = array(hostileWord, { minLength: 10, maxLength: 50 });
  const tryWords = (words: string[]): void => {
    const exports = words.map((word) => `${quoteCommand(["export", `NAME=${word}`])}; printf '%s\\0' "$NAME"`);
    const script = `printf '%s\\0' ${quoteCommand(["az", ...words])}\n${exports.join("\n")}`;
    const printed = execFileSync("bash", ["--norc", "-c", script], { encoding: "utf8", env: { LC_ALL: "C.UTF-8" } });
    expect(printed.split("\0").slice(0, -1)).toEqual(["az", ...words, ...words]);
  };
  await always(each, tryWords, { runs: 20 });
});
