import { failureWords } from "../../errors.ts";
import type { Summary, SummaryOfStep } from "../../report/summary.ts";
import type { Tutorial } from "../../tutorial/tutorial.ts";
import { indent, type Screen } from "./screen.ts";

/** Prints what a run came to. */
export function showSummary(screen: Screen, summary: Summary, platform: Tutorial["platform"]): void {
  const { steps, checks, removed, survived } = summary;
  const verified = steps.filter((step) => step.state === "verified").length;
  screen.print();
  screen.print(screen.style("bold", "Summary"));
  screen.print();
  for (const step of steps) {
    const isVerified = step.state === "verified";
    const mark = markOf(screen, step);
    const width = Math.max(20, Math.min(56, screen.width - 27));
    const title = (step.title.length > width ? `${step.title.slice(0, width - 1)}…` : step.title).padEnd(width);
    const found = isVerified
      ? `${String(step.checks).padStart(2)} checks  ${seconds(step.milliseconds)}`
      : stateWords(step);
    screen.print(`  ${mark} ${String(step.number).padStart(2)} ${title} ${screen.style("dim", found)}`);
  }
  screen.print();
  screen.print(`  ${verified} of ${steps.length} steps verified, ${checks.held} of ${checks.made} checks hold.`);
  const findings = steps.flatMap((step) => step.findings.map((finding) => [step.id, finding] as const));
  if (findings.length > 0) {
    screen.print();
    screen.print(screen.style("yellow", `  ${findings.length} findings about the article:`));
    for (const [id, finding] of findings) screen.item("-", `${id}: ${finding}`);
  }
  if (removed.length > 0) {
    screen.print();
    screen.print("  Removed, and proved:");
    for (const title of removed) screen.item("  -", screen.style("dim", title));
  }
  if (survived.length > 0) {
    screen.print();
    screen.print(screen.style("red", "  Still there:"));
    // Not wrapped: a line may have a command that is to be copied.
    screen.print(indent(survived.map((title) => `- ${title}`).join("\n"), "    "));
  }
  showEnd(screen, summary, platform);
  screen.print();
  const where = whereIn(summary, platform);
  screen.prose(`Run ${summary.runId} ${where}, took ${seconds(summary.milliseconds).trim()}.`);
}

function stateWords({ state, failure }: SummaryOfStep): string {
  return failure === undefined ? state : `${state}: ${failureWords[failure]}`;
}

/** Such as "in your Azure, with az 2.91.0". */
function whereIn({ mode, az }: Summary, platform: Tutorial["platform"]): string {
  if (platform === "local") return "on this machine";
  const where = mode === "simulated" ? "a simulated Azure" : "your Azure";
  return `in ${where}, with ${az.standIn ? "the built-in stand-in for az" : "az"} ${az.version}`;
}

/** How the end compares with the beginning. */
function showEnd(screen: Screen, { end, mode }: Summary, platform: Tutorial["platform"]): void {
  if (end === undefined) return;
  screen.print();
  const azure = mode === "simulated" ? "The simulated Azure" : "Your Azure";
  const whose = platform === "local" ? "This machine" : azure;
  if (end.isAsItWas) screen.print(screen.style("green", `  ${whose} is as it was before the run.`));
  else screen.print(`  ${whose} is not as it was before the run${end.differences.length === 0 ? "." : ":"}`);
  for (const line of end.differences) screen.item("  -", line);
  if (end.apart.length > 0) screen.print("  Left alone, because it is not this run's; look at it yourself:");
  for (const line of end.apart) screen.item("  -", line);
  if (end.unseen.length > 0) screen.print("  Not proved, because you may not look there:");
  for (const line of end.unseen) screen.item("  -", line);
}

function markOf({ style }: Screen, { state, findings }: SummaryOfStep): string {
  if (findings.length > 0) return style("yellow", "!");
  if (state === "verified") return style("green", "✔");
  if (state === "pending") return style("dim", "·");
  return state === "skipped" ? style("yellow", "-") : style("red", "✖");
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`.padStart(8);
}
