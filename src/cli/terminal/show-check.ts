import type { Check } from "../../tutorial/step.ts";
import type { Screen } from "./screen.ts";

/** Shows one check: what was expected and what was found, in a line when it holds. */
export function showCheck(screen: Screen, { title, ok, expected, actual, hint }: Check, margin = ""): void {
  if (ok) {
    const found = expected === actual ? `expected and found ${actual}` : `expected ${expected}, found ${actual}`;
    screen.item(`${margin}${screen.style("green", "✔")}`, `${title}${screen.style("dim", `: ${found}`)}`);
    return;
  }
  screen.item(`${margin}${screen.style("red", "✖")}`, title);
  screen.entry("expected", expected, margin);
  screen.entry("found", actual, margin);
  if (hint !== undefined) screen.entry("do", hint, margin);
}
