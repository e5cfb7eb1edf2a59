import { describe, expect, test } from "vitest";
import { lintTutorial } from "../../src/tutorial/lint.ts";
import type { StepImplementation } from "../../src/tutorial/step.ts";
import { smallKinds } from "../runner/small-platform.ts";
import type { TutorialStep } from "../../src/tutorial/tutorial.ts";
import { cleaningStep, command, declared, step, tutorialOf } from "../runner/small-steps.ts";

const smallWords = { kinds: smallKinds, hints: [] };

function sentencesOf(...steps: TutorialStep[]): string[] {
  const all = steps.some(({ cleansUp }) => cleansUp) ? steps : [...steps, cleaningStep()];
  return lintTutorial(tutorialOf(all), smallWords).map(({ path, sentence }) => `${path.join(".")}: ${sentence}`);
}

const run = [command("az version")];
const giving = step("give", {
  run: [command("az account show", { capture: { id: { json: ["id"], secret: false } } })],
  makes: [declared("box", { as: "boxId" })],
  implementation: { verify: async () => [] },
});
const using = (more: Partial<StepImplementation>): Partial<TutorialStep> => ({
  implementation: { ...more, verify: async () => [] },
});

describe("a step that uses a value of another one has to need that one, because both may run together", () => {
  test.each([
    ["in a command", { run: [command("az group show --id ${id}")] }],
    ["on a command's standard input", { run: [command("node one.js", { stdin: "${id}" })] }],
    ["in what it declares", { run, makes: [declared("${id}")] }],
    ["as a condition of what it declares", { run, makes: [declared("box", { when: { id: "1" } })] }],
    ["as a property of what it declares", { run, makes: [declared("box", { properties: { colour: "${id}" } })] }],
    ["in its implementation", { run, ...using({ needs: ["id"] }) }],
    ["as a secret of its implementation", { run, ...using({ secrets: ["id"] }) }],
  ] satisfies [string, Partial<TutorialStep>][])("%s", (_, more) => {
    expect(sentencesOf(giving, step("use", more))).toEqual([
      "steps.1.needs: it uses 'id' of give, so it needs that step",
    ]);
    expect(sentencesOf(giving, step("use", { ...more, needs: ["give"] }))).toEqual([]);
  });

  test("be it the ID of something made, not captured", () => {
    const user = step("use", { run: [command("az group show --id ${boxId}")] });
    expect(sentencesOf(giving, user)).toEqual(["steps.1.needs: it uses 'boxId' of give, so it needs that step"]);
  });

  test("or need it through others", () => {
    const between = step("between", { run, needs: ["give"] });
    const user = step("use", { run: [command("az group show --id ${id}")], needs: ["between"] });
    expect(sentencesOf(giving, between, user)).toEqual([]);
  });

  test("or one other that gives it too", () => {
    const user = step("use", { run: [command("az group show --id ${id}")], needs: ["again"] });
    expect(sentencesOf(giving, { ...giving, id: "again" }, user)).toEqual([]);
  });

  test("but not itself, and not when it cleans up, which comes after all", () => {
    const itself = { ...giving, run: [...giving.run, command("az group show --id ${id}")] };
    const cleaning = step("clean-up", { cleansUp: true, ...using({ needs: ["id"] }) });
    expect(sentencesOf(itself, cleaning)).toEqual([]);
  });
});

test("an input that is made of a secret one has to be secret, too", () => {
  const about = { about: "something", pattern: undefined };
  const inputs = (secret: boolean) => ({
    pin: { ...about, default: "${random}", secret: true },
    login: { ...about, default: "me:${pin}", secret },
  });
  const lint = (secret: boolean) => lintTutorial(tutorialOf([cleaningStep()], inputs(secret)), smallWords);
  expect(lint(false)).toEqual([
    {
      path: ["inputs", "login", "default"],
      sentence: "'login' is made of the secret 'pin', so it has to be secret, too",
    },
  ]);
  expect(lint(true)).toEqual([]);
});
