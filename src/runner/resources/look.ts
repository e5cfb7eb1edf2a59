import { fillDeclaration, type Declared } from "../../tutorial/declaration.ts";
import type { Around } from "../../tutorial/resource.ts";
import { NotKnownYet } from "../../tutorial/step.ts";
import { mayChange } from "../../tutorial/az-verb.ts";
import { declarationsOf, type TutorialStep } from "../../tutorial/tutorial.ts";
import { record, type Run } from "../run.ts";
import { within } from "../within.ts";
import { addressesOf, type Inventory } from "./inventory.ts";
import { keyOf } from "./key.ts";
import { ownedResources } from "./ownership.ts";

/**
 * For how long a look is as good as a new one, in milliseconds, where this run has begun no command since: between the
 * end of a step and the begin of the next.
 */
const freshFor = 3000;

/**
 * Looks at what the tutorial declares, what the run owns and what is around it. The first look of a run is journalled: in
 * the end all is to be as it was then.
 * @param options.mayBeRecent whether a look of a moment ago does, too
 */
export async function lookAround(run: Run, { mayBeRecent = false } = {}): Promise<Inventory> {
  const now = run.clock.now();
  const { lastLook, commandsBegun } = run;
  const isFresh = lastLook?.commandsBegun === commandsBegun && now - lastLook.begun < freshFor;
  // Steps that begin together share one look, also while it is under way.
  if (mayBeRecent && isFresh) return lastLook.found;
  const look = { begun: now, commandsBegun, found: lookAnew(run, now) };
  run.lastLook = look;
  try {
    return await look.found;
  } catch (error) {
    if (run.lastLook === look) run.lastLook = undefined;
    throw error;
  }
}

async function lookAnew(run: Run, now: number): Promise<Inventory> {
  const survey = await within(run.lookTimeout, run.signal, "A look at what there is", () =>
    run.platform.survey(aroundOf(run, now)),
  );
  const kinds = run.platform.kinds.map(({ name }) => name);
  const inventory = { at: new Date(now).toISOString(), kinds, ...survey };
  if (run.journal.progress.beginning === undefined) record(run, { type: "beginning", inventory });
  return inventory;
}

function aroundOf(run: Run, now: number): Around {
  const declared = run.tutorial.steps.flatMap((step) => declarationsFilled(run, step).declared);
  const since = run.journal.entries[0]?.at ?? new Date(now).toISOString();
  return { addresses: addressesOf(declared), owned: ownedResources(run.journal.progress), since };
}

/** What a step declares, filled in; what it cannot be filled in with yet. */
export interface FilledDeclarations {
  declared: Declared[];
  /** What is used as it was, instead of being made. */
  used: Declared[];
  /** Names of values that are not known yet. */
  unknown: string[];
}

/**
 * Fills in what a step declares with the values that are known. What is used as it was is not declared: it is not the
 * run's. Of an article on trial only the names count: what it asks for is what is tried.
 */
export function declarationsFilled(run: Run, step: TutorialStep): FilledDeclarations {
  const filled: FilledDeclarations = { declared: [], used: [], unknown: [] };
  for (const { verb, declaration } of declarationsOf(step)) {
    try {
      const declared = fillDeclaration(run.platform.kinds, verb, declaration, run.values.textOf);
      if (declared === undefined) continue;
      if (isUsed(run, declared)) filled.used.push(declared);
      else if (!run.asWritten) filled.declared.push(declared);
      else if (declared.as !== undefined || !isAttachment(run, declared))
        filled.declared.push({ ...declared, expected: {}, usual: {} });
    } catch (error) {
      if (!(error instanceof NotKnownYet)) throw error;
      filled.unknown.push(error.valueName);
    }
  }
  return filled;
}

/**
 * Whether something hangs on another and is worth nothing without it, as a policy: an article may do without it, unless
 * later steps need its ID.
 */
function isAttachment({ platform }: Run, { kind }: Declared): boolean {
  return platform.kinds.find(({ name }) => name === kind)?.isAttachment === true;
}

/** Whether something is used that was there before, instead of being made. */
export function isUsed({ journal }: Run, { kind, address }: Pick<Declared, "kind" | "address">): boolean {
  return journal.progress.used.has(`${kind} ${address}`);
}

/** The keys of all that there is, for an intent. */
export function keysOf({ resources }: Inventory): string[] {
  return resources.map(keyOf);
}

/** Whether a step does something where the platform's resources are: it declares some, or runs a program that may. */
export function touchesPlatform(step: TutorialStep): boolean {
  return (
    declarationsOf(step).length > 0 || step.run.some((command) => command.words[0] === "node" || mayChange(command))
  );
}
