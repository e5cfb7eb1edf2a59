import { writeFileSync } from "node:fs";
import { Secret } from "../azure/secret.ts";
import type { PreparedStep } from "./prepare-step.ts";
import { runCommand } from "./run-command.ts";
import { programFile, type StepOutcome } from "./run-step.ts";
import type { Run } from "./run.ts";
import type { Verification } from "./verify.ts";

/** A step that the reader does by hand. */
export interface ByHand {
  /** Whether it exported variables, which no other process can do for the shell that the reader types in. */
  exports: boolean;
  /** Journals what the reader told of what a command printed. */
  remember(): void;
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
    remember() {
      const names = commands.flatMap((command) => Object.keys(command.capture));
      rememberValues(run, step.id, names);
    },
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

/** Journals what the reader told, as if it had been captured from a command. */
function rememberValues(run: Run, step: string, names: readonly string[]): void {
  const { plain, secrets } = run.values;
  const captured = names.flatMap((name) => (plain.has(name) ? [[name, plain.get(name) ?? ""]] : []));
  const fingerprints = names.flatMap((name) => {
    const secret = secrets.get(name);
    return secret instanceof Secret ? [[name, secret.fingerprint()]] : [];
  });
  if (captured.length + fingerprints.length === 0) return;
  run.journal.record({
    ...{ type: "command", step, line: "(typed by hand)", exitCode: 0, milliseconds: 0 },
    captured: Object.fromEntries(captured),
    secrets: Object.fromEntries(fingerprints),
  });
}
