import { isRetryable } from "../../azure/az-error.ts";
import type { Resource } from "../../tutorial/resource.ts";
import type { TutorialStep } from "../../tutorial/tutorial.ts";
import { describeResource } from "../resources/describe-difference.ts";
import { parentsOf, type Inventory } from "../resources/inventory.ts";
import { keyOf } from "../resources/key.ts";
import { declarationsFilled, lookAround } from "../resources/look.ts";
import { ownedResources } from "../resources/ownership.ts";
import { removalPlan, type RemovalPlan } from "../resources/removal-plan.ts";
import { announce, record, type Run } from "../run.ts";
import { runCommand, type CommandResult } from "../step/run-command.ts";
import { commandTimeout } from "../step/run-step.ts";
import { pauses } from "../step/verify.ts";

/** How the removal of what a run owns ended. */
export interface Removal {
  /** The last plan: what it still names could not be removed. */
  left: RemovalPlan;
  /** What there is now. */
  end: Inventory;
  commands: CommandResult[];
}

export interface RemovalOptions {
  /** Ask for the removal, but do not wait until it is done: what takes minutes is left to another clean-up. */
  noWait?: boolean | undefined;
}

/** Refusals one after the other, after which a removal is given up: what was refused so often will not succeed. */
const mostRefusals = 3;

/**
 * Removes what a run owns, in rounds: look at what is there, remove what can be removed now, look again. One round is
 * seldom enough, because a deleted thing can be purged only once it is listed as deleted. What is proved gone is
 * journalled.
 * @param step the step that cleans up; its `timeout` is how long all of it may take
 */
export async function removeOwned(run: Run, step: TutorialStep, { noWait = false }: RemovalOptions): Promise<Removal> {
  const started = run.clock.now();
  const rounds = new Rounds(run, step, noWait);
  let waits = pauses();
  for (let isFirst = true; ; isFirst = false) {
    const end = await lookAround(run, { mayBeRecent: isFirst });
    const left = planNow(run, end);
    if (isFirst) announcePlan(run, left);
    await recordGone(run, left, end);
    const isStepForward = await rounds.remove(left);
    const waited = run.clock.now() - started;
    const waitsFor = [...left.removals, ...left.alongside.map((resource) => ({ resource }))];
    if (isStepForward) waits = pauses();
    // After a step forward the next one may be possible already.
    if (isStepForward) continue;
    const isOver = ownedResources(run.journal.progress).length === 0 || rounds.areRefused || waited >= step.timeout;
    if (isOver || noWait || (waitsFor.length === 0 && left.gone.length === 0))
      return { left, end, commands: rounds.commands };
    const titles = waitsFor.map(({ resource }) => describeResource(run.platform.kinds, resource));
    announce(run, { type: "removal-waiting", titles, waited, timeout: step.timeout });
    await run.clock.sleep(Math.min(waits.next().value, step.timeout - waited));
  }
}

function planNow(run: Run, inventory: Inventory): RemovalPlan {
  const declared = run.tutorial.steps.flatMap((each) => declarationsFilled(run, each).declared);
  return removalPlan(ownedResources(run.journal.progress), inventory, run.platform.kinds, declared);
}

function announcePlan(run: Run, { removals, alongside }: RemovalPlan): void {
  const planned = [...removals.map(({ resource }) => resource), ...alongside];
  const resources = planned.map((each) => ({ key: keyOf(each), title: describeResource(run.platform.kinds, each) }));
  announce(run, { type: "removal-planned", resources });
}

/** Journals what is nowhere any more, in whatever form, unless it may only be on its way from one list to another. */
async function recordGone(run: Run, { gone }: RemovalPlan, now: Inventory): Promise<void> {
  for (const resource of gone) {
    if (isUnlisted(run, resource, now)) continue;
    const { kind, identity } = resource;
    record(run, { type: "gone", kind, identity, title: describeResource(run.platform.kinds, resource) });
  }
}

/**
 * Whether something that was deleted a moment ago may be listed neither as live nor as deleted, while what holds it is
 * still there.
 */
function isUnlisted({ platform, journal, clock }: Run, resource: Resource, now: Inventory): boolean {
  const { unlistedFor = 0 } = platform.kinds.find(({ name }) => name === resource.kind) ?? {};
  const removed = journal.progress.removing.get(keyOf(resource));
  const since = clock.now() - Date.parse(removed ?? journal.entries.findLast(({ type }) => type === "done")?.at ?? "");
  const holders = parentsOf(ownedResources(journal.progress), resource);
  const isHeld = now.resources.some(({ identity, state }) => state === "live" && holders.includes(identity));
  return resource.state === "live" && isHeld && since < unlistedFor;
}

/** The rounds of one removal: what was asked for already, and how often in a row it was refused. */
class Rounds {
  readonly commands: CommandResult[] = [];
  readonly #run: Run;
  readonly #step: TutorialStep;
  readonly #noWait: boolean;
  readonly #asked = new Set<string>();
  #refusals = 0;

  constructor(run: Run, step: TutorialStep, noWait: boolean) {
    this.#run = run;
    this.#step = step;
    this.#noWait = noWait;
  }

  get areRefused(): boolean {
    return this.#refusals >= mostRefusals;
  }

  /** @returns whether something was asked for that had not been asked for before */
  async remove({ removals }: RemovalPlan): Promise<boolean> {
    const results: CommandResult[] = [];
    let isForward = false;
    for (const { resource, commands } of removals) {
      const asked = `${keyOf(resource)} ${resource.state}`;
      // What was asked for already is at work: without waiting for it, it is not asked again.
      if (this.#noWait && this.#asked.has(asked)) continue;
      for (const words of commands) {
        const result = await this.#runOne(resource, words);
        results.push(result);
        if (!result.ok) break;
        isForward ||= !this.#asked.has(asked);
        this.#asked.add(asked);
      }
    }
    this.commands.push(...results);
    const isRefused = results.length > 0 && results.every(({ ok, error }) => !ok && !isRetryable(error));
    this.#refusals = isRefused ? this.#refusals + 1 : 0;
    return isForward;
  }

  async #runOne(resource: Resource, words: readonly string[]): Promise<CommandResult> {
    const { kind, identity } = resource;
    const { kinds } = this.#run.platform;
    const takesMinutes = kinds.find(({ name }) => name === kind)?.removalTakesMinutes?.(resource) === true;
    const all = this.#noWait && takesMinutes ? [...words, "--no-wait"] : words;
    record(this.#run, { type: "removing", kind, identity, title: describeResource(kinds, resource) });
    const command = { line: all.join(" "), words: all, capture: {}, when: {} };
    return runCommand(this.#run, this.#step, command, Math.max(commandTimeout(this.#step), this.#step.timeout));
  }
}
