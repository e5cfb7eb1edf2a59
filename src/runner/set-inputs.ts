import { Secret } from "../azure/secret.ts";
import { settleInputs } from "../tutorial/inputs.ts";
import type { Run } from "./run.ts";
import { refuseChangeOfUsedInputs } from "./state/input-use.ts";

/**
 * Settles the inputs of a run that are not settled yet: all of a new one, and those that the reader changes before they
 * are used. One that has no default and was not set stays open.
 * @param set what the reader sets, by input
 * @param random for made-up values such as a secret's
 * @throws SurestepError (exit code 2) for an input that is unknown, breaks its rule, or was used already
 */
export function setInputs(run: Run, set: Readonly<Record<string, string>>, random: string): void {
  const { id, tutorial } = run;
  const { inputs: plain } = run.journal.progress;
  refuseChangeOfUsedInputs(run, set);
  const settled = settleInputs(tutorial, { ...Object.fromEntries(plain), ...set }, { runId: id, random });
  // A secret that only its fingerprint is left of is made up anew. A step that has used it no longer holds then, and is
  // run again: with the fingerprint alone it never could be.
  const fresh = Object.entries(settled).filter(([name, value]) =>
    tutorial.inputs[name]?.secret === true
      ? name in set || run.values.secrets.get(name)?.isKnown !== true
      : plain.get(name) !== value,
  );
  if (fresh.length === 0) return;
  const isSecret = (name: string): boolean => tutorial.inputs[name]?.secret === true;
  for (const [name, value] of fresh) run.values.set(name, isSecret(name) ? Secret.of(value) : value);
  run.journal.record({
    type: "inputs",
    inputs: Object.fromEntries(fresh.filter(([name]) => !isSecret(name))),
    secrets: Object.fromEntries(
      fresh
        .filter(([name]) => isSecret(name))
        .map(([name, value]) => [name, Secret.of(value).fingerprint(run.fingerprintCost)]),
    ),
  });
}

/** The names of the inputs that have no default and that nobody has set, or of which only the fingerprint is left. */
export function openInputs({ tutorial, values }: Run): string[] {
  return Object.entries(tutorial.inputs)
    .filter(([, input]) => input.default === undefined)
    .map(([name]) => name)
    .filter((name) => !values.plain.has(name) && values.secrets.get(name)?.isKnown !== true);
}
