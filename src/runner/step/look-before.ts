import { isNamed } from "../../tutorial/resource.ts";
import type { Check } from "../../tutorial/step.ts";
import type { Command, TutorialStep } from "../../tutorial/tutorial.ts";
import { beforeIntent, claimStep } from "../resources/claim-step.ts";
import type { Inventory } from "../resources/inventory.ts";
import { declarationsFilled, lookAround, touchesPlatform } from "../resources/look.ts";
import { lastLookOf, withOwnAsLastSeen } from "../resources/drift.ts";
import { refuseOccupied } from "../resources/occupied.ts";
import { announce, type Run } from "../run.ts";
import { progressOf } from "../state/progress.ts";
import { lookAtStep, nothing } from "./look-at-step.ts";
import { shownCommand } from "./run-command.ts";
import { isRedBefore, proves } from "./verify.ts";

/** What was found before a step's commands run. */
export interface LookBefore {
  step: TutorialStep;
  /** What there was; of a step that was begun again, before the first time. */
  before: Inventory;
  /** Of a step that was begun again: what there is now. */
  again?: Inventory;
  /** What was looked at of a step that had been begun before. */
  checks: Check[];
  /**
   * "pending": the commands are to be run. "done": an interrupted process had run them already. "proves-nothing": the
   * verification holds although nothing was run.
   */
  state: "pending" | "done" | "proves-nothing";
  /** The commands that are to be run. */
  commands: readonly Command[];
}

/**
 * Looks at what is there, without changing anything: whose it is, and whether the step's promise holds already.
 * @param options.noticesDrift whether what the run owns and what changed since the last look, without a command, counts as
 * a difference of this step; not where a reader may have changed it
 * @throws SurestepError when something that the step would make is there and is not the run's
 */
export async function lookBefore(run: Run, step: TutorialStep, { noticesDrift = false } = {}): Promise<LookBefore> {
  announce(run, { type: "step-begun", step: step.id });
  const look = step.cleansUp
    ? { step, before: nothing, checks: [], ...pendingOf([]) }
    : await lookAtAll(run, step, noticesDrift);
  const commands = look.state === "pending" ? look.commands.map((command) => shownCommand(run, command)) : [];
  announce(run, { type: "looked", step: step.id, state: look.state, checks: look.checks, commands });
  return look;
}

async function lookAtAll(run: Run, step: TutorialStep, noticesDrift: boolean): Promise<LookBefore> {
  const last = noticesDrift ? lastLookOf(run) : undefined;
  const now = touchesPlatform(step) ? await lookAround(run, { mayBeRecent: true }) : nothing;
  run.active.set(step.id, { from: Date.parse(now.at), until: undefined });
  const { intent, state } = progressOf(run.journal.progress, step.id);
  const wasBegun = intent !== undefined && state !== "skipped";
  if (wasBegun) await claimStep(run, step, now);
  refuseOccupied(run, step, declarationsFilled(run, step).declared, now);
  const commands = step.run.filter((command) => applies(run, step, command, now));
  if (wasBegun) {
    const before = state === "done" ? now : beforeIntent(run, step, now);
    const { checks } = await lookAtStep(run, step, before, { after: now });
    return {
      step,
      before,
      again: now,
      checks,
      ...(proves(checks) ? { state: "done", commands: [] } : pendingOf(commands)),
    };
  }
  const before = await withOwnAsLastSeen(run, last, now);
  if (await isRedBefore(run, step)) return { step, before, checks: [], ...pendingOf(commands) };
  return { step, before, checks: [], state: "proves-nothing", commands: [] };
}

function pendingOf(commands: readonly Command[]): Pick<LookBefore, "state" | "commands"> {
  return { state: "pending", commands };
}

/**
 * Whether a command is to be run: its `when` holds, what it makes is not there yet, what it recovers is there but deleted.
 */
function applies(run: Run, step: TutorialStep, { when, makes, recovers }: Command, now: Inventory): boolean {
  if (Object.entries(when).some(([name, value]) => run.values.plain.get(name) !== value)) return false;
  const states = (kind: string): string[] =>
    step.makes
      .filter((each) => each.kind === kind)
      .flatMap(({ named }) => {
        const address = run.values.filled(named);
        const found = now.resources.filter((each) => each.kind === kind && isNamed(each.address, address));
        return found.map(({ state }) => state);
      });
  if (makes !== undefined && states(makes).includes("live")) return false;
  return recovers === undefined || (states(recovers).includes("deleted") && !states(recovers).includes("live"));
}
