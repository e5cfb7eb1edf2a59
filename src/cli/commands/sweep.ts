import { createAz } from "../../azure/az.ts";
import { createAzure } from "../../azure/azure.ts";
import { createExecute } from "../../azure/execute.ts";
import { exitCodes } from "../../errors.ts";
import { findForgotten, leftOfForgotten, removalOf, type Forgotten } from "../../runner/forgotten.ts";
import { quoteCommand } from "../../tutorial/command.ts";
import type { Io } from "../io.ts";
import { chooseLiveAz } from "../session/choose-az.ts";
import { childEnvironment } from "../session/environment.ts";
import { listenForInterrupts } from "../session/interrupt.ts";
import { confirm } from "../terminal/key-prompt.ts";
import { shownTime } from "../terminal/leave.ts";
import { openScreen, type Screen } from "../terminal/screen.ts";

/** The flags of `surestep sweep`. */
export interface SweepOptions {
  /** Only runs that were begun so long ago (milliseconds). */
  olderThan: number;
  az?: string;
  dryRun?: boolean;
  yes?: boolean;
  plain?: boolean;
}

/**
 * Finds what forgotten runs left in the reader's own subscription, by the marks of the runs, and removes only that.
 * @returns the exit code; one of its own when something survived
 */
export async function sweep(options: SweepOptions, io: Io): Promise<number> {
  const screen = openScreen(io, options);
  const interrupts = listenForInterrupts(io);
  const { signal } = interrupts;
  try {
    const execute = createExecute(childEnvironment(io.env), signal);
    const program = await chooseLiveAz(options.az, io, execute);
    const az = createAz(program, execute, {});
    const azure = createAzure({ az, program, clientOptions: {}, environment: {} });
    const { subscriptionName } = await azure.account();
    const forgotten = await findForgotten(azure, io.now() - options.olderThan);
    screen.print(`Subscription ${screen.style("bold", subscriptionName)}: ${forgotten.length} forgotten runs.`);
    for (const run of forgotten) show(screen, run);
    if (forgotten.length === 0 || options.dryRun === true) return exitCodes.ok;
    if (screen.isInteractive) await confirm(screen, { yes: "remove all of it", no: "leave it", signal });
    let survived = 0;
    for (const run of forgotten) {
      for (const [, ...args] of removalOf(run)) {
        const result = await az(args);
        const mark = result.error === undefined ? screen.style("green", "✔") : screen.style("red", "✖");
        screen.print(
          `  ${mark} ${quoteCommand(["az", ...args])}${result.error === undefined ? "" : ` (${result.error.message})`}`,
        );
      }
      const left = await leftOfForgotten(azure, run);
      survived += left.length;
      screen.print(left.length === 0 ? `  Gone: all of run ${run.runId}.` : `  Still there: ${left.join(", ")}.`);
    }
    return survived === 0 ? exitCodes.ok : exitCodes.survivors;
  } finally {
    interrupts.stop();
  }
}

function show(screen: Screen, { runId, begunAt, groups, applications }: Forgotten): void {
  screen.print();
  screen.print(`  Run ${runId}, begun ${shownTime(begunAt)}`);
  for (const { name, vaults } of groups)
    screen.print(`    - resource group ${name}${vaults.map((v) => `, vault ${v}`).join("")}`);
  for (const { displayName, appId } of applications) screen.print(`    - application ${displayName} (${appId})`);
}
