import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { exitCodes, SurestepError } from "../../src/errors.ts";
import { loadTutorial } from "../../src/tutorial/load.ts";
import { deeds, writeTutorial, writeTutorialText } from "./small-tutorial.ts";

/** What loading says; every such error is the author's to correct. */
async function complaint(file: string): Promise<string> {
  const error = await loadTutorial(file).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SurestepError);
  expect(error).toMatchObject({ exitCode: exitCodes.badInput, hint: expect.stringMatching(/\.$/) });
  return error instanceof SurestepError ? error.message : "";
}

const one = `  - id: one
    title: One
    text: The first.
`;

describe("a tutorial", () => {
  test("is its words joined with its deeds", async () => {
    const file = writeTutorial(`${one}    run:
      - az group create --name \${name}
      - { command: az group show, capture: { place: { json: [location] } } }
    settle: 2m
    undo: ["az group delete --name \${name} --yes"]
`);
    const [step] = (await loadTutorial(file)).steps;
    expect(step).toMatchObject({ id: "one", number: 1, title: "One", settle: 120_000, "gone-within": 120_000 });
    expect(step?.run[0]).toMatchObject({
      line: "az group create --name ${name}",
      words: ["az", "group", "create", "--name", "${name}"],
      capture: {},
    });
    expect(step?.undo[0]?.words.at(-1)).toBe("--yes");
    expect(step?.deeds.verify).toBeTypeOf("function");
  });

  test("may use, in a later step, what an earlier one captures or observes", async () => {
    const observing = `export default { provides: ["seen"], observe: async () => ({ seen: "" }), verify: async () => [] };`;
    const file = writeTutorial(
      `${one}    run: [{ command: az account show, capture: { id: { json: [id] } } }]
  - { id: two, title: Two, text: The second., run: ["az group show --name \${id} --tag \${seen}"] }
`,
      { "one.ts": deeds, "two.ts": observing },
    );
    expect((await loadTutorial(file)).steps).toHaveLength(2);
  });
});

describe("what is wrong with a tutorial is said with its file, line and column", () => {
  test.each([
    ["text that is not YAML", `${one}    run: [az version\n`, 11, 1, /this is not YAML/],
    ["a missing field", "  - id: one\n    text: No title.\n", 7, 5, /steps\.0: title: .*expected string/],
    ["a misspelt key", `${one}    runs: [az version]\n`, 7, 5, /steps\.0: .*runs/],
    [
      "a command that is neither a line nor a map",
      `${one}    run: [7]\n`,
      10,
      11,
      /a command is a line of text, or a map/,
    ],
    ["a duration without a unit", `${one}    run: [az version]\n    settle: "30"\n`, 11, 13, /a number with s or m/],
    ["a command for a shell", `${one}    run:\n      - az version | tee x\n`, 11, 9, /'\|' is not allowed/],
    ["a program that no tutorial may run", `${one}    run: [curl x]\n`, 10, 11, /starts with az, npm/],
    ["an unknown name", `${one}    run: ["az group show -n \${nmae}"]\n`, 10, 11, /'nmae' is neither an input nor/],
    [
      "an unknown name on standard input",
      `${one}    run: [{ command: az version, stdin: "\${pin}" }]\n`,
      10,
      11,
      /'pin' is/,
    ],
    [
      "a capture that is used before it exists",
      `${one}    run:\n      - az group show -n \${id}\n      - { command: az account show, capture: { id: { json: [id] } } }\n`,
      ...([11, 9, /'id' is neither an input nor captured or observed before this line/] as const),
    ],
    [
      "a condition that nothing gives",
      `${one}    run: [{ command: az version, when: seen }]\n`,
      10,
      40,
      /nothing gives 'seen'/,
    ],
    [
      "a need of a step that is not before",
      `${one}    run: [az version]\n    needs: [two]\n`,
      11,
      12,
      /no step 'two' before/,
    ],
    [
      "an end by a step that is not after",
      `${one}    run: [az version]\n    until: one\n`,
      11,
      12,
      /no step 'one' after/,
    ],
    ["a step that runs nothing", one, 7, 9, /the step 'one' runs nothing/],
    [
      "a hint that the catalogue lacks",
      `${one}    run: [az version]\n    hints: [no-such]\n`,
      11,
      13,
      /no hint 'no-such'/,
    ],
    [
      "a second step of the same id",
      `${one}    run: [az version]\n${one}    run: [az version]\n`,
      11,
      9,
      /two steps have the id/,
    ],
    [
      "a step that cleans up with commands of its own",
      `${one}    cleans-up: true\n    run: [az version]\n`,
      ...([11, 10, /has no commands of its own/] as const),
    ],
  ])("%s", async (_, steps, line, column, sentence) => {
    const file = writeTutorial(steps);
    const message = await complaint(file);
    expect(message).toMatch(sentence);
    expect(message.slice(0, message.indexOf(": "))).toBe(`${file}:${line}:${column}`);
  });

  test("an input's default that uses an unknown name", async () => {
    const file = writeTutorialText(`title: Small
about: For tests.
article: { title: None, link: "https://example.com", updated: "2026" }
inputs:
  name: { about: a name, default: "\${id}" }
steps:
${one}    run: [az version]
`);
    expect(await complaint(file)).toMatch(/^.*:5:35: inputs\.name\.default: 'id' is neither an input/);
  });

  test("a step without its file", async () => {
    const file = writeTutorial(`${one}    run: [az version]\n`, {});
    const missing = join(dirname(file), "steps", "one.ts");
    expect(await complaint(file)).toBe(`${file}:7:9: steps.0.id: the step 'one' has no file ${missing}`);
  });

  test("deeds that need what nothing gives", async () => {
    const needy = `export default { needs: ["colour"], verify: async () => [] };`;
    const file = writeTutorial(`${one}    run: [az version]\n`, { "one.ts": needy });
    expect(await complaint(file)).toContain(":7:9: steps.0.id: steps/one.ts needs 'colour'");
  });
});

describe("what is wrong around a tutorial is said with the file's name", () => {
  test("a file in steps/ that no step names", async () => {
    const file = writeTutorial(`${one}    run: [az version]\n`, { "one.ts": deeds, "oen.ts": deeds });
    expect(await complaint(file)).toBe(`${join(dirname(file), "steps", "oen.ts")} belongs to no step of the tutorial.`);
  });

  test("a tutorial that is not there", async () => {
    expect(await complaint(join("no", "such", "tutorial.yaml"))).toMatch(/tutorial\.yaml cannot be read\./);
  });

  test("a file that is empty", async () => {
    expect(await complaint(writeTutorialText(""))).toMatch(/tutorial\.yaml:1:1: /);
  });
});
