import type { Declaration } from "../../src/tutorial/declaration.ts";
import { check } from "../../src/tutorial/step.ts";
import { splitCommand } from "../../src/tutorial/command.ts";
import type { Command, Tutorial, TutorialStep } from "../../src/tutorial/tutorial.ts";

/** A command as the tutorial's loader makes it. */
export function command(line: string, more: Partial<Command> = {}): Command {
  return { line, words: splitCommand(line), capture: {}, when: {}, ...more };
}

/** A step as the tutorial's loader makes it; its verification holds unless another implementation is given. */
export function step(id: string, more: Partial<TutorialStep> = {}): TutorialStep {
  return {
    ...{ id, number: 1, title: `Step ${id}`, text: "", needs: [], run: [], hints: [], asWritten: [] },
    ...{ makes: [], changes: [], removes: [], cleansUp: false, timeout: 1000 },
    implementation: { verify: async () => [check("it is so", "yes", "yes")] },
    ...more,
  };
}

/** A declaration of a thing, as the tutorial's loader makes it. */
export function declared(named: string, more: Partial<Declaration> = {}): Declaration {
  return { kind: "thing", named, properties: {}, when: {}, ...more };
}

/** A step that creates a thing of its own id, captures its ID and password, and declares it. */
export function thingStep(id: string, more: Partial<TutorialStep> = {}): TutorialStep {
  return step(id, {
    run: [
      command(`az thing create --name ${id}`, {
        capture: {
          [`${id}Id`]: { json: ["objectId", "id"], secret: false },
          [`${id}Password`]: { json: ["password"], secret: true },
        },
      }),
    ],
    makes: [declared(id)],
    implementation: {},
    ...more,
  });
}

/** A step that cleans up. */
export function cleaningStep(more: Partial<TutorialStep> = {}): TutorialStep {
  return step("clean-up", { cleansUp: true, implementation: {}, ...more });
}

/** A tutorial of these steps, numbered in their order. */
export function tutorialOf(steps: readonly TutorialStep[], inputs: Tutorial["inputs"] = {}): Tutorial {
  const article = { title: "None", link: "https://example.com", updated: "2026-01-01", placeholders: {} };
  const numbered = steps.map((each, index) => ({ ...each, number: index + 1 }));
  return {
    ...{ id: "small", hash: "0".repeat(64), title: "Small", about: "For tests.", platform: "azure", article, inputs },
    steps: numbered,
  };
}
