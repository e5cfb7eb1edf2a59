import { visibleText, withoutStyles } from "../../plain-text.ts";
import type { Redactor } from "./redactor.ts";

/**
 * What a later process reads back to go on and to clean up, and names of ours: it stays as it is, whatever a secret
 * happens to be. What is secret in it was turned into a fingerprint before.
 */
const state: ReadonlySet<string> = new Set([
  ...[
    "type",
    "class",
    "step",
    "steps",
    "id",
    "mode",
    "until",
    "at",
    "tutorial",
    "az",
    "kind",
    "address",
    "identity",
    "key",
  ],
  ...["inputs", "values", "secrets", "account", "inventory", "existing", "resources", "state"],
]);

/** What a program, a service or a step's own code may have said. */
const said: ReadonlySet<string> = new Set([
  ...["output", "error", "message", "reason", "expected", "actual", "sentence", "why"],
]);

/**
 * An event in which every secret is masked, in what was said and in our own words about it, and in which nothing is left
 * that a terminal would obey.
 */
export function redactEvent<T extends object>(event: T, redactor: Pick<Redactor, "redact" | "redactOwn">): T;
export function redactEvent(event: object, { redact, redactOwn }: Pick<Redactor, "redact" | "redactOwn">): unknown {
  const texts = (value: unknown, mask: (text: string) => string): unknown => {
    if (typeof value === "string") return visibleText(mask(withoutStyles(value)));
    if (Array.isArray(value)) return value.map((each) => texts(each, mask));
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value);
    return Object.fromEntries(
      entries.map(([name, each]) => [name, state.has(name) ? each : texts(each, said.has(name) ? redact : mask)]),
    );
  };
  return texts(event, redactOwn);
}
