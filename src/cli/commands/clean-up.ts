import { resolve } from "node:path";
import { exitCodes, Interrupted, SurestepError } from "../../errors.ts";
import { summarize } from "../../report/summary.ts";
import { journalEnd } from "../../runner/journal-end.ts";
import { removeRunFiles, runFolder } from "../../runner/state/folder.ts";
import { cleanUp, type CleanUpOutcome } from "../../runner/clean-up/clean-up.ts";
import type { Run } from "../../runner/run.ts";
import { cleanUpStepOf } from "../../tutorial/tutorial.ts";
import type { RedactedIo } from "../redacted-io.ts";
import { chosenRun, withRun, type RunFlags } from "../session/with-run.ts";
import { drawRun } from "../terminal/draw-run.ts";
import { showHint } from "../terminal/guide.ts";
import { showWhatExists } from "../terminal/leave.ts";
import { indent, openScreen, type Screen } from "../terminal/screen.ts";
import { showStopping } from "../terminal/show-stopping.ts";
import { showSummary } from "../terminal/show-summary.ts";

/** The flags of `surestep clean-up`. */
export interface CleanUpFlags extends RunFlags {
  /** False after `--no-wait`. */
  wait: boolean;
}

/**
 * Removes what a run's journal says that it meant to create, and proves that it is gone.
 * @returns the exit code; one of its own when something survived
 */
export async function cleanUpRun(flags: CleanUpFlags, io: RedactedIo): Promise<number> {
  const base = resolve(io.cwd, flags.folder);
  const { id, progress } = chosenRun(base, flags.run);
  if (progress.isCleaned) {
    // A process that was killed at its very end may have left them.
    removeRunFiles(runFolder(base, id));
    openScreen(io, flags).print(`Run ${id} was cleaned up before: it left nothing.`);
    return exitCodes.ok;
  }
  const { outcome, folder } = await withRun({ ...flags, repair: true }, io, async ({ screen, run, interrupts }) => {
    const step = cleanUpStepOf(run.tutorial);
    if (step === undefined) throw cannotCleanUp(run);
    interrupts.onSecond(() => showWhatExists(screen, run, flags));
    screen.print(screen.style("bold", `Cleaning up run ${run.id}`));
    screen.print();
    const drawing = drawRun(screen, run, [step.id]);
    interrupts.onFirst(() => void showStopping(screen, drawing));
    try {
      const cleaned = await journalEnd(
        run,
        () => cleanUp(run, step, { noWait: !flags.wait }),
        (ended) => (ended.state === "failed" ? ended : undefined),
      );
      await drawing.close();
      showSummary(screen, summarize(run.tutorial, run.journal.entries), run.tutorial.platform);
      showRemaining(screen, run, cleaned, flags.wait);
      return { outcome: cleaned, folder: run.folder };
    } catch (error) {
      await drawing.close();
      if (error instanceof Interrupted) showWhatExists(screen, run, flags);
      throw error;
    }
  });
  if (outcome.state === "failed") return exitCodes.survivors;
  removeRunFiles(folder);
  return exitCodes.ok;
}

function showRemaining(screen: Screen, run: Run, cleaned: CleanUpOutcome, waited: boolean): void {
  if (cleaned.state === "done") return;
  screen.print();
  if (!waited) screen.print("  Azure may be at work still. Clean up again in some minutes.");
  if (cleaned.remaining.length > 0) {
    screen.print("  To remove what is left, by hand:");
    screen.print(indent(cleaned.remaining.map((line) => `$ ${line}`).join("\n"), "    "));
  }
  screen.print();
  if (waited) showHint(screen, run, cleaned);
}

function cannotCleanUp({ tutorial }: Run): SurestepError {
  return new SurestepError(`The tutorial '${tutorial.title}' has no step that cleans up.`, {
    hint: "Add one with 'cleans-up: true'.",
    exitCode: exitCodes.badInput,
  });
}
