import { describe, expect, test } from "vitest";
import { exitCodes } from "../../src/errors.ts";
import { planRun } from "../../src/runner/plan.ts";
import { command, declared, step, tutorialOf } from "./small-steps.ts";

const tutorial = tutorialOf(
  [
    step("one", {
      run: [
        command("az thing create --name ${name} --word ${word}"),
        command("az thing show --id ${id}", { when: { access: "rbac" } }),
      ],
      makes: [declared("${name}"), declared("${name}/${id}", { kind: "role-label" })],
    }),
  ],
  {
    name: { about: "name", default: "box-${runId}", secret: false },
    access: { about: "way in", default: "policy", oneOf: ["policy", "rbac"], secret: false },
    word: { about: "word", default: "${random}", secret: true },
  },
);

describe("the plan of a run", () => {
  test("has the inputs filled in, secret ones masked, and what only a run can know left as it is", () => {
    expect(planRun(tutorial, { access: "rbac" }, "k3v9")).toEqual({
      inputs: { name: "box-k3v9", access: "rbac", word: "••••••••" },
      steps: [
        {
          ...{ id: "one", number: 1, title: "Step one" },
          run: [
            { command: "az thing create --name box-k3v9 --word ••••••••" },
            { command: "az thing show --id '${id}'", when: "access=rbac" },
          ],
          makes: ["thing box-k3v9", "role label box-k3v9/${id}"],
        },
      ],
    });
  });

  test("is refused for an input that is unknown or breaks its rule", () => {
    for (const set of [{ colour: "red" }, { access: "none" }]) {
      expect(() => planRun(tutorial, set, "k3v9")).toThrow(expect.objectContaining({ exitCode: exitCodes.badInput }));
    }
  });
});
