import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { exitCodes, SurestepError } from "../../src/errors.ts";
import { implementation, loadSmall, writeTutorial, writeTutorialText } from "./small-tutorial.ts";

/** What loading says; every such error is the author's to correct. */
async function complaint(file: string): Promise<string> {
  const error = await loadSmall(file).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SurestepError);
  expect(error).toMatchObject({ exitCode: exitCodes.badInput, hint: expect.stringMatching(/\.$/) });
  return error instanceof SurestepError ? error.message : "";
}

const one = `  - id: one
    title: One
    text: The first.
`;

const cleanUp = "  - { id: clean-up, title: Clean up, text: The last., cleans-up: true }\n";

describe("a tutorial", () => {
  test("is its words joined with its implementation", async () => {
    const file = writeTutorial(`${one}    run:
      - az group create --name \${name}
      - { command: az group show, capture: { place: { json: [location] } } }
    timeout: 2m
    makes: [{ resource-group: "\${name}", as: groupId }]
${cleanUp}`);
    const [step] = (await loadSmall(file)).steps;
    expect(step).toMatchObject({ id: "one", number: 1, title: "One", timeout: 120_000 });
    expect(step?.run[0]).toMatchObject({
      line: "az group create --name ${name}",
      words: ["az", "group", "create", "--name", "${name}"],
      capture: {},
    });
    expect(step?.makes).toEqual([
      { kind: "resource-group", named: "${name}", properties: {}, when: {}, as: "groupId" },
    ]);
    expect(step?.implementation.verify).toBeTypeOf("function");
  });

  test("may use, in a later step, what an earlier one captures or makes", async () => {
    const file = writeTutorial(
      `${one}    run:
      - { command: az account show, capture: { id: { json: [id] } } }
      - az group create --name \${name}
    makes: [{ resource-group: "\${name}", as: groupId }]
  - { id: two, title: Two, text: The second., needs: [one], run: ["az group show --name \${id} --tag \${groupId}"] }
${cleanUp}`,
      { "two.ts": implementation },
    );
    expect((await loadSmall(file)).steps).toHaveLength(3);
  });
});

describe("what is wrong with a tutorial is said with its file, line and column", () => {
  test.each([
    ["text that is not YAML", `${one}    run: [az version\n`, 12, 1, /this is not YAML/],
    ["a missing field", "  - id: one\n    text: No title.\n", 8, 5, /steps\.0: title: .*expected string/],
    ["a misspelt key", `${one}    runs: [az version]\n`, 8, 5, /steps\.0: .*runs/],
    [
      "a command that is neither a line nor a map",
      `${one}    run: [7]\n`,
      11,
      11,
      /a command is a line of text, or a map/,
    ],
    [
      "a duration without a unit",
      `${one}    run: [az version]\n    timeout: "30"\n`,
      12,
      14,
      /a duration is a number with/,
    ],
    ["a command for a shell", `${one}    run:\n      - az version | tee x\n`, 12, 9, /'\|' is not allowed/],
    ["a program that no tutorial may run", `${one}    run: [curl x]\n`, 11, 11, /starts with az, npm/],
    ["an unknown name", `${one}    run: ["az group show -n \${nmae}"]\n`, 11, 11, /'nmae' is neither an input nor/],
    [
      "an unknown name on standard input",
      `${one}    run: [{ command: az version, stdin: "\${pin}" }]\n`,
      11,
      11,
      /'pin' is/,
    ],
    [
      "a capture that is used before it exists",
      `${one}    run:\n      - az group show -n \${id}\n      - { command: az account show, capture: { id: { json: [id] } } }\n`,
      ...([12, 9, /'id' is neither an input nor captured or made before this line/] as const),
    ],
    [
      "a condition that nothing gives",
      `${one}    run: [{ command: az version, when: { seen: x } }]\n`,
      11,
      40,
      /nothing gives 'seen'/,
    ],
    [
      "a need of a step that is not before",
      `${one}    run: [az version]\n    needs: [two]\n`,
      12,
      12,
      /no step 'two' before/,
    ],
    [
      "an end by a step that is not after",
      `${one}    run: [az version]\n    ended-by: one\n`,
      12,
      15,
      /no step 'one' after/,
    ],
    ["a step that runs nothing", one, 8, 9, /the step 'one' runs nothing/],
    [
      "a hint that the catalogue lacks",
      `${one}    run: [az version]\n    hints: [no-such]\n`,
      12,
      13,
      /no hint 'no-such'/,
    ],
    [
      "a second step of the same id",
      `${one}    run: [az version]\n${one}    run: [az version]\n`,
      12,
      9,
      /two steps have the id/,
    ],
    [
      "a step that cleans up with commands of its own",
      `${one}    cleans-up: true\n    run: [az version]\n`,
      ...([12, 10, /has no commands of its own/] as const),
    ],
  ])("%s", async (_, steps, line, column, sentence) => {
    const file = writeTutorial(steps);
    const message = await complaint(file);
    expect(message).toMatch(sentence);
    expect(message.slice(0, message.indexOf(": "))).toBe(`${file}:${line}:${column}`);
  });

  test.each([
    [
      "a capture",
      `    run:\n      - command: az version\n        capture:\n          id: { text: "(" }\n`,
      "14:23: steps.0.run.0.capture.id.text",
    ],
    [
      "a hint",
      `    run: [az version]\n    hints:\n      - { when: "(", cause: a, remedy: b, source: c }\n`,
      "13:17: steps.0.hints.0.when",
    ],
    [
      "a known issue",
      `    run:\n      - command: az version\n        known-issue: { output: "(", message: a }\n`,
      "13:32: steps.0.run.0.known-issue.output",
    ],
  ])("a regular expression that is none, in %s", async (_, more, place) => {
    const file = writeTutorial(one + more);
    const message = await complaint(file);
    expect(message).toContain(`${file}:${place}: `);
    expect(message).toMatch(/this is no regular expression: Invalid regular expression: \/\(\/.*: Unterminated group/);
  });

  test("a regular expression that is none, as an input's pattern", async () => {
    const file = writeTutorialText(`id: small
title: Small
about: For tests.
article: { title: None, link: "https://example.com", updated: "2026" }
inputs:
  name: { about: a name, default: a, pattern: "[" }
steps:
${one}    run: [az version]
`);
    expect(await complaint(file)).toMatch(/^.*:6:47: inputs\.name\.pattern: this is no regular expression: /);
  });

  test("an input's default that uses an unknown name", async () => {
    const file = writeTutorialText(`id: small
title: Small
about: For tests.
article: { title: None, link: "https://example.com", updated: "2026" }
inputs:
  name: { about: a name, default: "\${id}" }
steps:
${one}    run: [az version]
`);
    expect(await complaint(file)).toMatch(/^.*:6:35: inputs\.name\.default: 'id' is neither an input/);
  });

  test("a step without a file that would prove it", async () => {
    const file = writeTutorial(`${one}    run: [az version]\n`, {});
    expect(await complaint(file)).toContain(`${file}:8:9: steps.0.id: the step 'one' proves nothing`);
  });

  test("an implementation that needs what nothing gives", async () => {
    const needy = `export default { needs: ["colour"], verify: async () => [] };`;
    const file = writeTutorial(`${one}    run: [az version]\n`, { "one.ts": needy });
    expect(await complaint(file)).toContain(":8:9: steps.0.id: steps/one.ts needs 'colour'");
  });
});

describe("what is wrong around a tutorial is said with the file's name", () => {
  test("a file in steps/ that no step names", async () => {
    const file = writeTutorial(`${one}    run: [az version]\n`, { "one.ts": implementation, "oen.ts": implementation });
    expect(await complaint(file)).toBe(`${join(dirname(file), "steps", "oen.ts")} belongs to no step of the tutorial.`);
  });

  test("a tutorial that is not there", async () => {
    expect(await complaint(join("no", "such", "tutorial.yaml"))).toMatch(/tutorial\.yaml cannot be read\./);
  });

  test("a file that is empty", async () => {
    expect(await complaint(writeTutorialText(""))).toMatch(/tutorial\.yaml:1:1: /);
  });
});

test("a tutorial is the same one, by its hash, as long as none of its files changes", async () => {
  const steps = `${one}    run: [az version]\n`;
  const [first, same, other] = await Promise.all([
    loadSmall(writeTutorial(steps)),
    loadSmall(writeTutorial(steps)),
    loadSmall(writeTutorial(steps, { "one.ts": `// another\n${implementation}` })),
  ]);
  expect(first?.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(same?.hash).toBe(first?.hash);
  expect(other?.hash).not.toBe(first?.hash);
});
