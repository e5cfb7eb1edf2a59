import { Secret } from "../azure/secret.ts";
import { formatMark } from "../tutorial/mark.ts";
import { settleInputs } from "../tutorial/inputs.ts";
import type { Command, Tutorial } from "../tutorial/tutorial.ts";
import { wordsFor } from "../tutorial/resource.ts";
import { createRedactor } from "./redaction/redactor.ts";
import { shownCommand } from "./step/run-command.ts";
import { Values } from "./values.ts";

/** What a run would do, step by step, with its inputs filled in. */
export interface Plan {
  /** By name; secret ones masked. */
  inputs: Record<string, string>;
  steps: { id: string; number: number; title: string; run: PlannedCommand[]; makes: string[] }[];
}

/** A command as a run would show it; what only a run can know stays a `${placeholder}`. */
export interface PlannedCommand {
  command: string;
  /** On which values it depends, in words. */
  when?: string | undefined;
}

/**
 * Says what a run of a tutorial would do, without touching anything.
 * @param set what the reader sets, by input
 * @param id the run's id, which names may contain
 * @throws SurestepError (exit code 2) for an input that is unknown or breaks its rule
 */
export function planRun(tutorial: Tutorial, set: Readonly<Record<string, string>>, id: string): Plan {
  const values = new Values(createRedactor());
  values.set("runId", id);
  values.set("mark", formatMark(id));
  const settled = settleInputs(tutorial, set, { runId: id, random: "made-up" });
  for (const [name, value] of Object.entries(settled)) {
    values.set(name, tutorial.inputs[name]?.secret === true ? Secret.of(value) : value);
  }
  const planned = ({ when, ...command }: Command): PlannedCommand => ({
    command: shownCommand({ values }, command),
    ...(Object.keys(when).length === 0 ? {} : { when: wordsFor(when) }),
  });
  return {
    inputs: Object.fromEntries(Object.keys(tutorial.inputs).map((name) => [name, values.shownOf(name)])),
    steps: tutorial.steps.map(({ id: step, number, title, run, makes }) => ({
      ...{ id: step, number, title, run: run.map(planned) },
      makes: makes.map(({ kind, named }) => `${kind.replaceAll("-", " ")} ${values.filled(named)}`),
    })),
  };
}
