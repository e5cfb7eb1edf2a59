import { check, checkThat, type Check } from "../../tutorial/step.ts";
import { compareEnds } from "../resources/compare-ends.ts";
import { describeDifference, describeResource } from "../resources/describe-difference.ts";
import type { Inventory } from "../resources/inventory.ts";
import { record, type Run } from "../run.ts";

/** How long a name may take to be free again after what had it is gone, in milliseconds. */
const namesTake = 60_000;

/**
 * Holds the end of a run against its beginning, and journals what is not as it was. In an Azure of the run's own that is
 * the run's doing; elsewhere others may have done it, so that it is told.
 * @param apart what has a name of the run's and is not the run's, in words
 */
export async function compareWithBeginning(run: Run, end: Inventory, apart: readonly string[]): Promise<Check[]> {
  const { progress } = run.journal;
  const { kinds, isAlone } = run.platform;
  const { gone, changed, unseen } = compareEnds(progress.beginning ?? end, end, [...progress.everOwned.values()]);
  const differences = describeDifference(kinds, { made: [], gone, changed, unseen: [] });
  const isAsItWas = differences.length === 0 && progress.owned.size === 0;
  const cannotSee = unseen.map(({ what, needs }) => `${what}: needs ${needs}`);
  record(run, { type: "compared", isAsItWas, differences, apart: [...apart], unseen: cannotSee });
  return [
    ...(isAlone ? differences.map((line) => checkThat("what was there before is as it was", false, wrong(line))) : []),
    ...(await checkNames(run, end)),
  ];
}

function wrong(line: string): Pick<Check, "expected" | "actual"> {
  return { expected: "as it was", actual: line };
}

/** Asks whether names that the run had taken are free again, where somebody can be asked. */
async function checkNames(run: Run, end: Inventory): Promise<Check[]> {
  const checks: Check[] = [];
  const { everOwned, owned } = run.journal.progress;
  for (const [key, resource] of everOwned) {
    const { kind, address } = resource;
    const isTakenAnew = end.resources.some((each) => each.kind === kind && each.address === address);
    if (owned.has(key) || isTakenAnew) continue;
    const isFree = await waitForName(run, kind, address);
    if (isFree === undefined) continue;
    const title = `the name of ${describeResource(run.platform.kinds, resource)} is free again`;
    checks.push(check(title, "free", isFree ? "free" : "taken"));
  }
  return checks;
}

async function waitForName(run: Run, kind: string, address: string): Promise<boolean | undefined> {
  const started = run.clock.now();
  for (;;) {
    const isFree = await run.platform.isNameFree(kind, address);
    if (isFree !== false || run.clock.now() - started >= namesTake) return isFree;
    await run.clock.sleep(5000);
  }
}
