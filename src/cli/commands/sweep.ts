import { createAz } from "../../azure/az.ts";
import { createAzure } from "../../azure/azure.ts";
import { createExecute } from "../../azure/execute.ts";
import { createAzurePlatform } from "../../azure/platform.ts";
import { exitCodes, SurestepError } from "../../errors.ts";
import { findOrphanedRuns, planRemovalOf, type OrphanedRun } from "../../runner/orphaned-runs.ts";
import { describeResource } from "../../runner/resources/describe-difference.ts";
import { quoteCommand } from "../../tutorial/command.ts";
import type { Platform } from "../../tutorial/platform.ts";
import type { RedactedIo } from "../redacted-io.ts";
import { chooseLiveAz } from "../session/choose-az.ts";
import { childEnvironment } from "../session/environment.ts";
import { listenForInterrupts } from "../session/interrupt.ts";
import { confirm } from "../terminal/key-prompt.ts";
import { shownTime } from "../terminal/leave.ts";
import { openScreen, type Screen } from "../terminal/screen.ts";

/** The flags of `surestep sweep`. */
export interface SweepFlags {
  /** Only runs that were begun so long ago (milliseconds). */
  olderThan: number;
  /** Also runs that somebody else made, or nobody knows who. */
  anybodys?: boolean;
  az?: string;
  dryRun?: boolean;
  yes?: boolean;
  plain?: boolean;
}

/** Rounds of one removal: what is deleted in one is purged in the next. */
const rounds = 10;

/**
 * Finds what forgotten runs left in the reader's own subscription, by the marks of the runs, shows all that would go, and
 * removes only that. Without a terminal it removes nothing unless it is told to with `--yes`.
 * @returns the exit code; one of its own when something survived
 */
export async function sweep(flags: SweepFlags, io: RedactedIo): Promise<number> {
  const screen = openScreen(io, flags);
  const interrupts = listenForInterrupts(io);
  const { signal } = interrupts;
  try {
    const execute = createExecute(childEnvironment(io.env), interrupts);
    const program = await chooseLiveAz(flags.az, io, execute);
    const az = createAz(program, execute, {});
    const azure = createAzure({ az, program, clientOptions: {}, environment: {} }, signal);
    const platform = createAzurePlatform(azure, { isAlone: false });
    const { subscriptionName } = await azure.account();
    const found = await findOrphanedRuns(platform, io.now() - flags.olderThan);
    screen.print(
      `Subscription ${screen.style("bold", subscriptionName)}: ${found.length === 1 ? "one forgotten run" : `${found.length} forgotten runs`}.`,
    );
    const removable = found.filter((run) => show(screen, platform, run, flags, io.now()));
    if (removable.length === 0 || flags.dryRun === true) return exitCodes.ok;
    if (!screen.isInteractive && flags.yes !== true) throw wantsYes(removable.length);
    if (screen.isInteractive) await confirm(screen, { yes: "remove all of it", no: "leave it", signal });
    let survived = 0;
    for (const run of removable) survived += await remove(screen, platform, run, { az, signal, io });
    return survived === 0 ? exitCodes.ok : exitCodes.survivors;
  } finally {
    interrupts.stop();
  }
}

/** Shows all that would go of a run. @returns whether it is to be removed */
function show(screen: Screen, platform: Platform, run: OrphanedRun, flags: SweepFlags, now: number): boolean {
  const why = whyNot(run, flags, now);
  screen.print();
  screen.print(`  Run ${run.runId}, begun ${shownTime(run.begunAt)}${why === undefined ? "" : `: ${why}`}`);
  for (const each of run.resources) {
    const deleted = each.state === "deleted" ? ", deleted" : "";
    screen.item("  -", `${describeResource(platform.kinds, each)}${deleted}`);
  }
  return why === undefined;
}

function whyNot({ maker, keptUntil }: OrphanedRun, { anybodys }: SweepFlags, now: number): string | undefined {
  if (keptUntil !== undefined && Date.parse(keptUntil) > now) return `left alone, kept until ${keptUntil}`;
  if (maker === "this run" || anybodys === true) return undefined;
  const whose = maker === "unknown" ? "nothing says that you made it" : "somebody else made it";
  return `left alone, ${whose} (--anybodys removes it, too)`;
}

interface Means {
  az: ReturnType<typeof createAz>;
  signal: AbortSignal;
  io: RedactedIo;
}

/** Removes a run in rounds. @returns how much of it is still there */
async function remove(
  screen: Screen,
  platform: Platform,
  run: OrphanedRun,
  { az, signal, io }: Means,
): Promise<number> {
  const failed = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    const { removals, alongside, survivors } = await planRemovalOf(platform, run);
    const commands = removals.flatMap((each) => each.commands).filter((words) => !failed.has(words.join(" ")));
    if (commands.length === 0) {
      const left = [
        ...removals.map(({ resource }) => resource),
        ...alongside,
        ...survivors.map(({ resource }) => resource),
      ];
      const names = left.map((each) => describeResource(platform.kinds, each)).join(", ");
      screen.print(left.length === 0 ? `  Gone: all of run ${run.runId}.` : `  Still there: ${names}.`);
      return left.length;
    }
    for (const [, ...args] of commands) {
      const result = await az(args);
      const sign = result.error === undefined ? screen.style("green", "✔") : screen.style("red", "✖");
      if (result.error !== undefined) failed.add(["az", ...args].join(" "));
      screen.item(
        sign,
        `${quoteCommand(["az", ...args])}${result.error === undefined ? "" : ` (${result.error.message})`}`,
      );
    }
    if (round > 0) await io.sleep(2000, signal);
  }
  screen.print(`  Azure is still at work on run ${run.runId}: sweep again in some minutes.`);
  return 1;
}

function wantsYes(count: number): SurestepError {
  return new SurestepError(
    `Nothing was removed: there is nobody to ask whether ${count === 1 ? "this run is" : `these ${count} runs are`} to go.`,
    {
      hint: "Say so with --yes.",
      exitCode: exitCodes.badInput,
    },
  );
}
