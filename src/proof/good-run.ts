import type { ExecuteResult } from "../azure/execute.ts";
import { SurestepError } from "../errors.ts";
import { checkAccount } from "../runner/account.ts";
import { lookAround } from "../runner/resources/look.ts";
import { carryOutStep } from "../runner/run-tutorial.ts";
import type { Run } from "../runner/run.ts";
import { lookAtStep, reverify } from "../runner/step/look-at-step.ts";
import { proves } from "../runner/step/verify.ts";
import type { ServiceRequest } from "../simulator/service.ts";
import type { TutorialStep } from "../tutorial/tutorial.ts";
import { serviceRequest } from "./direct-azure.ts";
import { observe } from "./observe.ts";
import { openProofRun, parkModules, takeSnapshot, type ProofWorld, type Snapshot } from "./proof-world.ts";

/** A request of a good run that changed something. */
export interface ChangingRequest {
  /** Its place among all requests of its step that are no reads, from 0. */
  index: number;
  method: string;
  url: URL;
  body: string;
}

/** What a program of the tutorial did in a good run. */
export interface ProgramRun {
  /** Its place among the programs of its step, from 0. */
  index: number;
  words: string[];
  result: ExecuteResult;
}

/** A step of a good run: how all was before it and after it, and what it did between. */
export interface GoodStep {
  step: TutorialStep;
  before: Snapshot;
  /** What can be observed after it (`observe`). */
  observed: string;
  requests: ChangingRequest[];
  programs: ProgramRun[];
  /** How long the slowest of its programs took, those of its verification among them, in milliseconds. */
  slowest: number;
  /** Whether its verification failed before it had run, and held after. */
  isRedBefore: boolean;
  isGreenAfter: boolean;
}

/**
 * Carries a tutorial out once, as it should be, and keeps what is needed to do each step again.
 * @throws SurestepError when a step fails: then there is nothing to prove yet
 */
export async function carryOutGoodRun(world: ProofWorld, onStep: (step: TutorialStep) => void): Promise<GoodStep[]> {
  const run = openProofRun(world);
  await checkAccount(run);
  const begin = world.clock.now();
  const steps: GoodStep[] = [];
  for (const step of run.tutorial.steps) {
    onStep(step);
    steps.push(await carryOutWell(world, run, step, begin));
  }
  return steps;
}

async function carryOutWell(world: ProofWorld, run: Run, step: TutorialStep, begin: number): Promise<GoodStep> {
  if (step.cleansUp) parkModules(world);
  const before = takeSnapshot(world, run, step.id);
  const isRedBefore = !(await holds(run, step));
  const requests = watchRequests(world);
  const { programs, times } = watchPrograms(world);
  const outcome = await carryOutStep(run, step).finally(() => {
    world.intercept = world.interceptProgram = undefined;
  });
  if (outcome.state === "failed") throw notGood(run, step, outcome.reason);
  // Taken now, so that it has a name for packages that the step has installed.
  takeSnapshot(world, run, `${step.id}-done`);
  const observed = observe(world.simulator?.snapshot(), run.folder, { begin, now: world.clock.now() });
  const isGreenAfter = step.cleansUp ? run.journal.progress.isCleaned : proves(await reverify(run, step));
  const slowest = Math.max(0, ...times);
  return { step, before, observed, requests, programs, slowest, isRedBefore, isGreenAfter };
}

/** Whether a step's verification holds just now, without the step's having run. */
async function holds(run: Run, step: TutorialStep): Promise<boolean> {
  if (step.cleansUp) return run.journal.progress.owned.size === 0;
  try {
    const now = await lookAround(run);
    return proves((await lookAtStep(run, step, now, { after: now })).checks);
  } catch {
    // What it looks at may not be there at all yet.
    return false;
  }
}

function notGood(run: Run, step: TutorialStep, reason: string | undefined): SurestepError {
  const failed = run.journal.entries.findLast((entry) => entry.type === "failed");
  const checks = failed?.type === "failed" ? failed.checks.filter(({ ok }) => !ok) : [];
  const found = checks.map(({ title, expected, actual }) => `${title}: expected ${expected}, found ${actual}`);
  return new SurestepError(`The step ${step.id} fails as it is, so there is nothing to prove: ${reason}`, {
    hint: `See it fail with: surestep tutorial --until ${step.id}`,
    original: found.join("\n"),
  });
}

/** Whether a request may change something that can be observed: it reads nothing, and gets no token. */
export function mayChange(request: ServiceRequest): boolean {
  return request.method !== "GET" && new URL(request.url).hostname !== "login.microsoftonline.com";
}

/** The same request again, with what is left out as it was. */
export function sameRequest(
  request: ServiceRequest,
  { url = request.url, body }: { url?: string; body: string },
): ServiceRequest {
  return { ...serviceRequest({ method: request.method, url, headers: {}, body }), headers: request.headers };
}

function watchRequests(world: ProofWorld): ChangingRequest[] {
  const changing: ChangingRequest[] = [];
  let index = 0;
  world.intercept = async (request, pass) => {
    if (!mayChange(request)) return pass(request);
    const [body, before] = [await request.text(), JSON.stringify(world.simulator?.snapshot())];
    const answer = await pass(sameRequest(request, { body }));
    const hasChanged = JSON.stringify(world.simulator?.snapshot()) !== before;
    if (hasChanged) changing.push({ index, method: request.method, url: new URL(request.url), body });
    index += 1;
    return answer;
  };
  return changing;
}

function watchPrograms(world: ProofWorld): { programs: ProgramRun[]; times: number[] } {
  const programs: ProgramRun[] = [];
  const times: number[] = [];
  world.interceptProgram = async ([file = "", ...args], options, run) => {
    const result = await run(file, args, options);
    times.push(result.milliseconds);
    if (file === world.node && !args.includes("--eval")) {
      programs.push({ index: programs.length, words: args, result });
    }
    return result;
  };
  return { programs, times };
}
