import type { Check } from "../tutorial/step.ts";
import type { JournalEvent } from "./state/entry.ts";

/** What happens while a run is carried out and is of use at that moment alone: it is not journalled. */
export type LiveEvent =
  /** These steps are going to be carried out, in this order or together. */
  | { type: "planned"; steps: readonly string[] }
  /** A step is at hand; nothing was looked at yet. */
  | { type: "step-begun"; step: string }
  /**
   * A step was looked at before it runs: its checks must not hold yet. `commands` are those about to be run, as they are
   * shown. "proves-nothing": the checks hold although nothing was run.
   */
  | {
      type: "looked";
      step: string;
      state: "pending" | "done" | "proves-nothing";
      checks: readonly Check[];
      commands: readonly string[];
    }
  /** The reader types the commands of a step. */
  | { type: "by-hand"; step: string }
  /** A command starts; `line` is how it is shown. */
  | { type: "command-begun"; step: string; line: string }
  /** The checks were looked at, and what does not hold yet is waited for: so long already, of at most `timeout` (ms). */
  | { type: "waiting"; step: string; checks: readonly Check[]; waited: number; timeout: number }
  /** A step that was done before was verified again, without being run. */
  | { type: "reverified"; step: string; checks: readonly Check[]; holds: boolean }
  /** What clean-up is going to remove: all that the run owns and is still there. */
  | { type: "removal-planned"; resources: readonly { key: string; title: string }[] }
  /** What clean-up waits for: so long already, of at most `timeout` (ms). */
  | { type: "removal-waiting"; titles: readonly string[]; waited: number; timeout: number };

/**
 * What a run tells whoever shows or reports it: plain data in which every secret is masked, with the time at which it
 * happened (ISO 8601). Those that are journalled are the journal's entries.
 */
export type RunEvent = (JournalEvent | LiveEvent) & { at: string };

export type EventListener = (event: RunEvent) => void;
