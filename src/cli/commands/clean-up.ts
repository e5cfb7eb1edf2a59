import { exitCodes } from "../../errors.ts";
import { summarize } from "../../report/summary.ts";
import { cleanUp } from "../../runner/clean-up.ts";
import { removeRunFiles } from "../../runner/folder.ts";
import type { Io } from "../io.ts";
import { showHint } from "../terminal/guide.ts";
import { indent } from "../terminal/screen.ts";
import { showSummary } from "../terminal/show-summary.ts";
import { withRun, type RunFlags } from "../session/with-run.ts";

/** The flags of `surestep clean-up`. */
export interface CleanUpFlags extends RunFlags {
  /** False after `--no-wait`. */
  wait: boolean;
}

/**
 * Removes what a run's journal says that it meant to create, and proves that it is gone.
 * @returns the exit code; one of its own when something survived
 */
export async function cleanUpRun(flags: CleanUpFlags, io: Io): Promise<number> {
  const { outcome, folder } = await withRun(flags, io, async ({ screen, run }) => {
    const step = run.tutorial.steps.find((each) => each["cleans-up"]);
    if (step === undefined) throw new Error("this tutorial has no step that cleans up");
    screen.print(screen.style("bold", `Cleaning up run ${run.id}`));
    const cleaned = await cleanUp(run, step, { style: screen.listStyle, noWait: !flags.wait });
    showSummary(screen, summarize(run.tutorial, run.journal.entries));
    if (cleaned.remaining.length > 0) {
      screen.print();
      screen.print(
        flags.wait
          ? "  To remove what is left, by hand:"
          : "  Azure is at work. Clean up again in some minutes, or by hand:",
      );
      screen.print(indent(cleaned.remaining.map((line) => `$ ${line}`).join("\n"), "    "));
      screen.print();
      if (flags.wait) showHint(screen, run, step, cleaned);
    }
    return { outcome: cleaned, folder: run.folder };
  });
  if (outcome.state === "failed") return exitCodes.survivors;
  removeRunFiles(folder);
  return exitCodes.ok;
}
