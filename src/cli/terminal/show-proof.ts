import type { MutantResult } from "../../proof/judge-mutant.ts";
import type { Proof } from "../../proof/prove.ts";
import { scoreOf } from "../../proof/score.ts";
import type { Setting } from "../../proof/variants.ts";
import type { Screen } from "./screen.ts";

const fates = ["killed", "equivalent", "survived"] as const;
const colours = { killed: "green", equivalent: "dim", survived: "red" } as const;

/** Prints a table for each variant, a step a line; then what survived, or every mutant with what killed it; and the score. */
export function showProof(
  screen: Screen,
  variants: readonly (Proof & { set: Setting })[],
  { showsAll }: { showsAll: boolean },
): void {
  for (const variant of variants) {
    const name = Object.entries(variant.set).map(([input, value]) => `${input}=${value}`);
    if (name.length > 0) screen.print(screen.style("bold", name.join(" ")));
    showTable(screen, variant);
    const shown = variant.mutants.filter(({ fate }) => showsAll || fate === "survived");
    if (shown.length > 0) screen.print();
    for (const mutant of shown) showMutant(screen, mutant);
    screen.print();
  }
  const score = scoreOf(variants);
  const count = (fate: MutantResult["fate"]): number =>
    variants.flatMap(({ mutants }) => mutants).filter((each) => each.fate === fate).length;
  const words = `${count("killed")} of ${count("killed") + count("survived")} mutants killed`;
  const aside = `${count("equivalent")} more changed nothing that can be observed`;
  screen.print(screen.style("bold", `${words}, ${score.toFixed(score === 100 ? 0 : 1)} %; ${aside}.`));
}

function showTable(screen: Screen, { steps, mutants }: Proof): void {
  const width = Math.max(...steps.map(({ id }) => id.length)) + 2;
  screen.print(`${"".padEnd(width)}red before  green after  ${fates.join("  ")}`);
  for (const { id, isRedBefore, isGreenAfter } of steps) {
    const cells = fates.map((fate) => {
      const count = mutants.filter((each) => each.step === id && each.fate === fate).length;
      return screen.style(count === 0 ? "dim" : colours[fate], String(count).padStart(fate.length));
    });
    const yesNo = (is: boolean, column: string): string =>
      screen.style(is ? "green" : "red", (is ? "yes" : "NO").padEnd(column.length));
    const proved = `${yesNo(isRedBefore, "red before")}  ${yesNo(isGreenAfter, "green after")}`;
    screen.print(`${id.padEnd(width)}${proved}  ${cells.join("  ")}`);
  }
}

function showMutant(screen: Screen, { step, where, how, fate, killedBy }: MutantResult): void {
  screen.print(`${screen.style(colours[fate], fate)}  ${step}: ${where}`);
  const by = killedBy === undefined ? "" : `, by ${killedBy.step}: ${killedBy.check}`;
  screen.print(`    ${how}${by}`);
}
