import type { Summary, SummaryOfStep } from "../../report/summary.ts";
import { indent, type Screen } from "./screen.ts";

/** Prints what a run came to. */
export function showSummary(screen: Screen, summary: Summary): void {
  const { steps, checks, removed, survived, az } = summary;
  const verified = steps.filter((step) => step.state === "verified").length;
  const where = summary.mode === "simulated" ? "a simulated Azure" : "your Azure";
  const program = az.standIn ? `the built-in stand-in for az ${az.version}` : `az ${az.version}`;
  screen.print();
  screen.print(screen.style("bold", "Summary"));
  screen.print();
  for (const step of steps) {
    const isVerified = step.state === "verified";
    const mark = markOf(screen, step);
    const title = step.title.padEnd(56);
    const found = isVerified ? `${String(step.checks).padStart(2)} checks  ${seconds(step.milliseconds)}` : step.state;
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
    screen.print(screen.style("dim", indent(removed.map((title) => `- ${title}`).join("\n"), "    ")));
  }
  if (survived.length > 0) {
    screen.print();
    screen.print(screen.style("red", "  Still there:"));
    screen.print(indent(survived.map((title) => `- ${title}`).join("\n"), "    "));
  }
  screen.print();
  screen.print(
    screen.style(
      "dim",
      `  Run ${summary.runId} in ${where}, with ${program}, took ${seconds(summary.milliseconds).trim()}.`,
    ),
  );
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
