import { exitCodes, SurestepError } from "../../errors.ts";
import type { Declared } from "../../tutorial/declaration.ts";
import { namesIn } from "../../tutorial/template.ts";
import type { TutorialStep } from "../../tutorial/tutorial.ts";
import { record, type Run } from "../run.ts";
import { inTheWay } from "./in-the-way.ts";
import type { Inventory } from "./inventory.ts";
import { ownedResources } from "./ownership.ts";

/**
 * Refuses to make what is there already and is not this run's: it would be changed, and removed in the end. What the
 * reader wants to be used as it is is journalled as such instead.
 * @throws SurestepError that says whose it is, and what can be done
 */
export function refuseOccupied(
  run: Run,
  step: TutorialStep,
  declared: readonly Declared[],
  inventory: Inventory,
): void {
  const owned = ownedResources(run.journal.progress);
  for (const { declared: wanted, resource, words } of inTheWay(declared, inventory, owned, run.platform.kinds)) {
    const { kind, address } = wanted;
    const isLive = resource.state === "live";
    if (isLive && run.useExisting.has(kind)) {
      record(run, { type: "used", step: step.id, kind, address });
      continue;
    }
    const input = inputOf(run, step, kind);
    const other = input === undefined ? "Remove it" : `Choose another name with --set ${input}=…`;
    const use = isLive ? ` To use it as it is, without owning it: --use-existing ${kind}` : "";
    const deleted = isLive ? "" : " It is deleted, but keeps its name until it is purged.";
    throw new SurestepError(
      `There is ${/^[aeiou]/i.test(words) ? "an" : "a"} ${words} already, and this run did not make it.${deleted}`,
      {
        hint: `${other}; nothing of it was touched.${use}`,
        exitCode: exitCodes.setUp,
      },
    );
  }
}

/** The input from which the name of what a step declares of a kind comes. */
function inputOf({ tutorial }: Run, step: TutorialStep, kind: string): string | undefined {
  const named = step.makes.filter((each) => each.kind === kind).flatMap((each) => namesIn(each.named));
  return named.findLast((name) => name in tutorial.inputs);
}
