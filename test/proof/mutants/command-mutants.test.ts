import { expect, test } from "vitest";
import { commandMutants } from "../../../src/proof/mutants/command-mutants.ts";
import { command, step, tutorialOf } from "../../runner/small-steps.ts";

function mutantsOf(line: string): [string, string | undefined][] {
  const tutorial = tutorialOf([step("one", { run: [command(line)] })]);
  const [first] = tutorial.steps;
  if (first === undefined) throw new Error("no step");
  return commandMutants(tutorial, first, () => true).map(({ how, tutorial: mutated }) => [
    how,
    mutated?.steps[0]?.run[0]?.words.join(" "),
  ]);
}

test("a command of az is left out, each flag of it is, and each value is another", () => {
  expect(mutantsOf("az group create -n g --tags a=b --yes")).toEqual([
    ["left out", undefined],
    ["without -n", "az group create --tags a=b --yes"],
    ["-n gx in place of g", "az group create -n gx --tags a=b --yes"],
    ["without --tags", "az group create -n g --yes"],
    ["--tags a=bx in place of a=b", "az group create -n g --tags a=bx --yes"],
    ["without --yes", "az group create -n g --tags a=b"],
  ]);
});

test("of an export the value is another, and of npm and node each argument", () => {
  expect(mutantsOf("export NAME=value")).toEqual([
    ["left out", undefined],
    ["without NAME=value", "export"],
    ["NAME=valuex in place of NAME=value", "export NAME=valuex"],
  ]);
  expect(mutantsOf("npm install a")).toEqual([
    ["left out", undefined],
    ["without a", "npm install"],
    ["ax in place of a", "npm install ax"],
  ]);
});

test("a command that is not run in this variant has no mutants", () => {
  const tutorial = tutorialOf([step("one", { run: [command("az group list")] })]);
  expect(tutorial.steps.flatMap((each) => commandMutants(tutorial, each, () => false))).toEqual([]);
});
