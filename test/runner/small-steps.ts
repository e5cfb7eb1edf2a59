import { check, type Step } from "../../src/tutorial/step.ts";
import { splitCommand } from "../../src/tutorial/command.ts";
import type { Command, Tutorial, TutorialStep } from "../../src/tutorial/tutorial.ts";
import type { SmallCloud } from "./small-cloud.ts";

/** A command as the tutorial's loader makes it. */
export function command(line: string, more: Partial<Command> = {}): Command {
  return { line, words: splitCommand(line), capture: {}, "can-be-left-alone": false, "exit-code": 0, ...more };
}

/** A step as the tutorial's loader makes it; its verification holds unless other deeds are given. */
export function step(id: string, more: Partial<TutorialStep> = {}): TutorialStep {
  return {
    ...{ id, number: 1, title: `Step ${id}`, text: "", needs: [], run: [], undo: [], hints: [], asWritten: [] },
    ...{ "cleans-up": false, settle: 1000, "gone-within": 1000 },
    deeds: { verify: async () => [check("it is so", "yes", "yes")] },
    ...more,
  };
}

/** Deeds of a step that creates the thing of a name, and has to delete and purge it to be rid of it. */
export function thingDeeds({ things }: SmallCloud, name: string): Step {
  const found = (): string => things.get(name) ?? "nothing";
  return {
    provides: ["toDelete", "toPurge"],
    observe: async () => ({
      toDelete: found() === "live" ? "yes" : "",
      toPurge: found() === "deleted" ? "yes" : "",
    }),
    verify: async () => [check(`the thing ${name} exists`, "live", found())],
    verifyGone: async () => [check(`the thing ${name} is gone`, "nothing", found())],
  };
}

/** A step that creates a thing of its own id, captures its id and password, and can undo it. */
export function thingStep(cloud: SmallCloud, id: string, more: Partial<TutorialStep> = {}): TutorialStep {
  return step(id, {
    run: [
      command(`az thing create --name ${id}`, {
        capture: {
          [`${id}Id`]: { json: ["objectId", "id"], secret: false },
          [`${id}Password`]: { json: ["password"], secret: true },
        },
      }),
    ],
    undo: [
      command(`az thing delete --name ${id}`, { when: "toDelete" }),
      command(`az thing purge --name ${id}`, { when: "toPurge", "can-be-left-alone": true }),
    ],
    deeds: thingDeeds(cloud, id),
    ...more,
  });
}

/** A tutorial of these steps, numbered in their order. */
export function tutorialOf(steps: readonly TutorialStep[], inputs: Tutorial["inputs"] = {}): Tutorial {
  const article = { title: "None", link: "https://example.com", updated: "2026-01-01", placeholders: {} };
  const numbered = steps.map((each, index) => ({ ...each, number: index + 1 }));
  return { title: "Small", about: "For tests.", article, inputs, steps: numbered };
}
