import { describeResource } from "./resources/describe-difference.ts";
import { ownedResources } from "./resources/ownership.ts";
import { record, type Run } from "./run.ts";

/**
 * Leaves a run in place on purpose: journals until when, and marks what the run owns, so that nobody's sweep takes it.
 * @param until milliseconds since the epoch
 * @returns what could not be marked, in words
 */
export async function keepRun(run: Run, until: number): Promise<string[]> {
  const time = new Date(until).toISOString();
  record(run, { type: "kept", until: time });
  const unmarked: string[] = [];
  for (const resource of ownedResources(run.journal.progress)) {
    const kind = run.platform.kinds.find(({ name }) => name === resource.kind);
    for (const [program, ...args] of kind?.keep?.(resource, time) ?? []) {
      if (program !== "az") continue;
      const { error } = await run.azure.az(args);
      if (error !== undefined)
        unmarked.push(`${describeResource(run.platform.kinds, resource)}: ${run.redactor.redact(error.message)}`);
    }
  }
  return unmarked;
}
