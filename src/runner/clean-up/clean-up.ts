import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { quoteCommand } from "../../tutorial/command.ts";
import { check, type Check } from "../../tutorial/step.ts";
import type { TutorialStep } from "../../tutorial/tutorial.ts";
import { checkAccount } from "../account.ts";
import { describeResource, originOf } from "../resources/describe-difference.ts";
import { inTheWay } from "../resources/in-the-way.ts";
import { keyOf } from "../resources/key.ts";
import { declarationsFilled, lookAround } from "../resources/look.ts";
import { ownedResources } from "../resources/ownership.ts";
import { removalPlan } from "../resources/removal-plan.ts";
import { checkDrift, lastLookOf } from "../resources/drift.ts";
import { record, type Run } from "../run.ts";
import type { StepOutcome } from "../step/outcome.ts";
import { runCommand, type CommandResult } from "../step/run-command.ts";
import { commandTimeout, endStep } from "../step/run-step.ts";
import { claimWhatIsLeft } from "./claim-what-is-left.ts";
import { compareWithBeginning } from "./compare-with-beginning.ts";
import { removeOwned, type Removal, type RemovalOptions } from "./remove-owned.ts";

export interface CleanUpOptions extends RemovalOptions {
  /** Whether what the run owns and what changed since the last look, without a command, is a failure. */
  noticesDrift?: boolean;
}

/** How a clean-up ended. */
export interface CleanUpOutcome extends StepOutcome {
  /** The commands that would remove what is still there, as they are shown. */
  remaining: readonly string[];
}

/**
 * Removes what the run owns and nothing else, whatever it is called by now, proves each absence by identity, and holds the
 * end against the beginning.
 * @throws SurestepError when another account is signed in, or whatever kept it from finding out
 */
export async function cleanUp(run: Run, step: TutorialStep, options: CleanUpOptions = {}): Promise<CleanUpOutcome> {
  const started = run.clock.now();
  await checkAccount(run);
  const last = options.noticesDrift === true ? lastLookOf(run) : undefined;
  record(run, { type: "intent", step: step.id, existing: [] });
  // Thousands of files take seconds, in which Azure is at work.
  const files = run.platform.readsProject ? undefined : removeFiles(run);
  files?.catch(() => {});
  const now = await lookAround(run);
  const drift = await checkDrift(run, last, now);
  const apart = await claimWhatIsLeft(run, step, now);
  const own = run.asWritten ? await cleanUpAsWritten(run, step) : [];
  const removal = await removeOwned(run, step, options);
  if (run.asWritten) recordLeftBehind(run, step, removal.commands);
  const survivors = recordSurvivors(run, removal);
  const compared = await compareWithBeginning(run, removal.end, [...apart, ...keptApart(run, removal)]);
  const checks = [...drift, ...checksOf(run), ...(await (files ?? removeFiles(run))), ...compared];
  const left = checks.filter(({ ok }) => !ok);
  const reason = left.length === 0 ? undefined : sentenceOf(left);
  const found = { checks, holds: reason === undefined, settled: 0 };
  const commands = [...own, ...removal.commands];
  const outcome = endStep(run, step, { found, started, ran: true, reason, commands, class: "survivors" });
  if (reason === undefined) record(run, { type: "cleaned" });
  return { ...outcome, remaining: survivors };
}

/**
 * The article's own clean-up, before what it leaves behind is looked for. It knows names alone: where something of somebody
 * else's has one of them, or lies in what has, it is not run.
 */
async function cleanUpAsWritten(run: Run, step: TutorialStep): Promise<CommandResult[]> {
  const theirs = await findSomebodyElses(run);
  if (theirs !== undefined) {
    const sentence = `The article's own clean-up was not run: it might remove the ${theirs}, which this run did not make.`;
    record(run, { type: "finding", step: step.id, sentence });
    return [];
  }
  const results: CommandResult[] = [];
  for (const command of step.run) results.push(await runCommand(run, step, command, commandTimeout(step)));
  return results;
}

/** What has a name that the tutorial declares, or lies in what the run made, and is not the run's: in words. */
async function findSomebodyElses(run: Run): Promise<string | undefined> {
  const { kinds } = run.platform;
  const { used } = run.journal.progress;
  const now = await lookAround(run);
  const owned = ownedResources(run.journal.progress);
  const declared = run.tutorial.steps.flatMap((each) => declarationsFilled(run, each).declared);
  const [obstacle] = inTheWay(declared, now, owned, kinds);
  const [kept] = removalPlan(owned, now, kinds).kept;
  return [...used][0] ?? obstacle?.words ?? (kept && `${describeResource(kinds, kept.resource)}, or what it holds`);
}

/** What had to be removed after the article's own clean-up, with the command that did it. */
function recordLeftBehind(run: Run, step: TutorialStep, commands: readonly CommandResult[]): void {
  for (const { ok, shown } of commands) {
    if (!ok) continue;
    const sentence = `Left behind after the article's clean-up; this removes it: ${shown}`;
    record(run, { type: "finding", step: step.id, sentence });
  }
}

/** Journals what could not be removed. @returns the commands that would */
function recordSurvivors(run: Run, { left }: Removal): string[] {
  const { kinds } = run.platform;
  const { owned } = run.journal.progress;
  const commandsOf = (resource: (typeof left.kept)[number]["resource"]): string[] =>
    (left.removals.find((each) => each.resource === resource)?.commands ?? []).map(quoteCommand);
  const survivors = [
    ...left.removals.map(({ resource }) => ({
      resource,
      why: "it could not be removed",
      until: resource.until,
      isMeant: false,
    })),
    ...left.survivors.map(({ resource, until, why }) => ({
      ...{ resource, until, why: why ?? "only time removes it", isMeant: why !== undefined },
    })),
    ...left.kept.map(({ resource, why }) => ({ resource, why, until: undefined, isMeant: false })),
  ].filter(({ resource }) => owned.has(keyOf(resource)));
  for (const { resource, why, until } of survivors) {
    const { kind, identity } = resource;
    const title = describeResource(kinds, resource);
    record(run, {
      ...{ type: "survived", kind, identity, title, why, commands: commandsOf(resource) },
      ...(until === undefined ? {} : { until }),
    });
  }
  return survivors.flatMap(({ resource }) => commandsOf(resource));
}

/** What has a name of the run's and is not the run's: left alone and named. */
function keptApart(run: Run, { left }: Removal): string[] {
  return left.kept
    .filter(({ resource }) => !run.journal.progress.owned.has(keyOf(resource)))
    .map(({ resource, why }) => `${describeResource(run.platform.kinds, resource)}${originOf(resource)}: ${why}`);
}

/** A check for each thing that the run has ever owned: a survivor that the tutorial declares is as it should be. */
function checksOf({ platform, journal, tutorial }: Run): Check[] {
  const { everOwned, owned, survivors } = journal.progress;
  const declared = tutorial.steps.flatMap(({ makes }) => makes).filter(({ survives }) => survives !== undefined);
  return [...everOwned].map(([key, resource]) => {
    const title = describeResource(platform.kinds, resource);
    if (!owned.has(key)) return check(`${title} is gone`, "gone", "gone");
    const survivor = survivors.get(key);
    const isMeant = survivor?.until !== undefined && declared.some(({ kind }) => kind === resource.kind);
    if (isMeant) return check(`${title} stays until ${survivor.until}: ${survivor.why}`, "stays", "stays");
    return check(`${title} is gone`, "gone", survivor === undefined ? "still there" : `still there: ${survivor.why}`);
  });
}

/** Removes what the run has on this machine, but for its journal. */
async function removeFiles({ folder }: Run): Promise<Check[]> {
  const files = [
    [folder.environment, "the file with the application's secret"],
    [folder.project, "the project folder"],
  ] as const;
  return Promise.all(
    files.map(async ([path, title]) => {
      await rm(path, { recursive: true, force: true });
      return check(`${title} is gone`, "no such file", existsSync(path) ? path : "no such file");
    }),
  );
}

function sentenceOf(left: readonly Check[]): string {
  return `Something is not as it was: ${left.map(({ title }) => title.replace(/ is gone$/, "")).join("; ")}.`;
}
