import { writeFileSync } from "node:fs";
import { Secret } from "../azure/secret.ts";
import type { PreparedStep } from "./prepare-step.ts";
import { runCommand } from "./run-command.ts";
import { programFile } from "./run-step.ts";
import type { StepOutcome } from "./step-outcome.ts";
import { stepContext, type Run } from "./run.ts";
import type { Verification } from "./verify.ts";

/** A step that the reader does by hand. */
export interface ByHand {
  /** Whether it exported variables, which no other process can do for the shell that the reader types in. */
  exports: boolean;
  /**
   * Finds out what the commands printed, as far as that can be found out.
   * @returns the names of what the reader need not tell, be it there already or not
   */
  discover(): Promise<ReadonlySet<string>>;
  /** Takes what the reader told of what a command printed, and journals it. */
  tell(name: string, value: string | Secret): void;
  /** Ends it with what its verification found at last. */
  end(found: Verification): StepOutcome;
}

/**
 * Begins a step that the reader does by hand: writes the intent, the program that is to be run, and the variables that
 * are to be exported.
 * @throws NotKnownYet when a value that is to be exported is missing
 */
export async function startByHand(run: Run, { step, observed, commands }: PreparedStep): Promise<ByHand> {
  const started = run.clock.now();
  run.journal.record({ type: "intent", step: step.id, observed });
  if (step.deeds.program !== undefined) writeFileSync(programFile(run, step), step.deeds.program);
  const exports = commands.filter((command) => command.words[0] === "export");
  for (const command of exports) await runCommand(run, step, command);
  return {
    exports: exports.length > 0,
    async discover() {
      const found = (await step.deeds.discover?.(stepContext(run))) ?? {};
      for (const [name, value] of Object.entries(found)) {
        if (value !== "" && run.values.plain.get(name) !== value) tell(run, step.id, name, value);
      }
      return new Set(Object.keys(found));
    },
    tell: (name, value) => tell(run, step.id, name, value),
    end({ checks, holds, settled }) {
      const milliseconds = run.clock.now() - started;
      const outcome = { ran: true, checks, settled, milliseconds, commands: [], findings: [] };
      if (holds) {
        run.journal.record({ type: "done", step: step.id, checks, settled, milliseconds });
        return { ...outcome, state: "done" };
      }
      run.journal.record({ type: "failed", step: step.id, reason: notYet, checks });
      return { ...outcome, state: "failed", reason: notYet };
    },
  };
}

const notYet = "A check does not hold.";

/** Sets and journals a value as if it had been captured from a command. */
function tell(run: Run, step: string, name: string, value: string | Secret): void {
  run.values.set(name, value);
  run.journal.record({
    ...{ type: "command", step, line: "(typed by hand)", exitCode: 0, milliseconds: 0 },
    captured: value instanceof Secret ? {} : { [name]: value },
    secrets: value instanceof Secret ? { [name]: value.fingerprint() } : {},
  });
}
