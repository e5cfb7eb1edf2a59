import { mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { exitCodes, SurestepError } from "../../src/errors.ts";
import { isPlain } from "../../src/plain-text.ts";
import { loadSmall, writeTutorial, writeTutorialText } from "./small-tutorial.ts";

const one = `  - id: one
    title: One
    text: The first.
    run: [az version]
`;

/** Loads what is to be refused. @returns the sentence */
async function refusal(file: string): Promise<string> {
  const error = await loadSmall(file).catch((reason: unknown) => reason);
  if (!(error instanceof SurestepError)) throw new Error(`not refused in our words: ${String(error)}`);
  expect([error.exitCode, error.hint]).toEqual([exitCodes.badInput, expect.stringMatching(/\.$/)]);
  expect(isPlain(error.message)).toBe(true);
  return `${error.message} ${error.original ?? ""}`;
}

/** Ten times ten times ten … of the same. */
const bomb = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${[..."bcdefghi"]
  .map((name, at) => `${name}: &${name} [${Array(10).fill(`*${"abcdefgh"[at]}`).join(", ")}]\n`)
  .join("")}`;

describe("a tutorial that means harm is refused:", () => {
  test.each([
    ["one that is far larger than it is written", bomb, "says the same too often"],
    ["one that is too deep", "[".repeat(5000), "this is not YAML"],
    ["one that is too deep, in a block", "- ".repeat(5000), "this is not YAML"],
    ["one that holds itself", "a: &a\n  b: *a\n", "says the same too often"],
  ])("%s", async (_, text, sentence) => {
    expect(await refusal(writeTutorialText(text))).toMatch(sentence);
  });

  test.each(["constructor", "toString", "hasOwnProperty", "valueOf"])(
    "a value with the name of what every object has: %s",
    async (name) => {
      const sentence = "every object has something of that name";
      const captured = one.replace("[az version]", `[{ command: az version, capture: { ${name}: { json: [id] } } }]`);
      expect(await refusal(writeTutorial(captured))).toContain(sentence);
      const made = `${one}    makes: [{ resource-group: "\${name}", as: ${name} }]\n`;
      expect(await refusal(writeTutorial(made))).toContain(sentence);
    },
  );

  test("keys that would change every object, wherever they stand", async () => {
    for (const key of ["__proto__", "constructor", "prototype"]) {
      await refusal(writeTutorial(`${one}    ${key}: { polluted: yes }\n`));
      await refusal(writeTutorial(one.replace("[az version]", `[{ command: az version, when: { ${key}: x } }]`)));
      await refusal(writeTutorial(`${one}    article: { heading: x, as-written: ["az group show -n <${key}>"] }\n`));
    }
    expect("polluted" in {}).toBe(false);
  });

  test.each([
    ["a title that is one of the window", String.raw`"\e]0;owned\a"`, "␛]0;owned␇"],
    ["C1", String.raw`"a \u009b2J"`, "a <U+009B>2J"],
    ["letters in another order", '"az \u202eevil"', "az <U+202E>evil"],
  ])("text that a terminal would obey: %s", async (_, title, shown) => {
    const sentence = await refusal(writeTutorial(one.replace("title: One", `title: ${title}`)));
    expect(sentence).toContain(`:9:12: steps.0.title: it holds what a terminal would obey: ${shown}`);
  });

  test("a file of 50 MB, of the words and of a step", async () => {
    const file = writeTutorial(one);
    const step = join(dirname(file), "steps", "one.ts");
    truncateSync(step, 50_000_000);
    expect(await refusal(file)).toContain(`${step} cannot be read. it has 50000000 bytes`);
    truncateSync(file, 50_000_000);
    expect(await refusal(file)).toContain(`${file} cannot be read. it has 50000000 bytes`);
  });

  test("a step that is another file of this machine, by a link", async () => {
    const [file, other] = [writeTutorial(one, {}), writeTutorial(one)];
    const steps = join(dirname(file), "steps");
    const elsewhere = join(dirname(other), "steps");
    symlinkSync(join(elsewhere, "one.ts"), join(steps, "one.ts"));
    expect(await refusal(file)).toContain("does not lie in the tutorial's folder");
    rmSync(steps, { recursive: true });
    symlinkSync(elsewhere, steps);
    expect(await refusal(file)).toContain("does not lie in the tutorial's folder");
  });

  test("a step that is a link to nothing, or a folder", async () => {
    const file = writeTutorial(one, {});
    const step = join(dirname(file), "steps", "one.ts");
    symlinkSync("nothing", step);
    expect(await refusal(file)).toContain(`${step} cannot be read.`);
    rmSync(step);
    mkdirSync(step);
    expect(await refusal(file)).toContain("it is no file");
  });

  test.each(["../../etc/passwd", "/etc/passwd", ".."])(
    "a copy of the article that lies elsewhere: %s",
    async (seen) => {
      const text = `article: { title: None, link: "https://example.com", updated: "2026-01-01", seen: ${seen} }`;
      const file = writeTutorial(one);
      writeFileSync(file, readFileSync(file, "utf8").replace(/^article: .*$/m, text));
      expect(await refusal(file)).toContain("does not lie in the tutorial's folder");
    },
  );

  test.each(["../one", "/one", "a/b", ".", "one.ts", ""])("an id that is a path: %j", async (id) => {
    expect(await refusal(writeTutorial(one.replace("id: one", `id: "${id}"`)))).toContain("an id is made of");
  });
});
