import type { Outcome } from "./replay.ts";

/** How many exchanges came out how; `percent` is of those in scope: the same, or different for a reason that is given. */
export interface Score {
  same: number;
  explained: number;
  different: number;
  outOfScope: number;
  /** 0 to 100 with one decimal; 100 for nothing in scope. */
  percent: number;
}

export function scoreOf(outcomes: readonly Outcome[]): Score {
  const count = (verdict: Outcome["verdict"]): number => outcomes.filter((each) => each.verdict === verdict).length;
  const [same, explained, different] = [count("same"), count("explained"), count("different")];
  const inScope = same + explained + different;
  const percent = inScope === 0 ? 100 : Math.round((same / inScope) * 1000) / 10;
  return { same, explained, different, outOfScope: count("out of scope"), percent };
}

/** The whole report as text: per recording what differs and how, what is out of scope and why, and the scores. */
export function reportAsText(
  results: readonly { name: string; score: Score; outcomes: Outcome[] }[],
  total: Score,
): string {
  const parts = results.map(({ name, outcomes, score }) =>
    [`${name}: ${wordScore(score)}`, ...outcomes.flatMap(wordDifferent), ...grouped(outcomes)].join("\n"),
  );
  return `${[...parts, `All recordings: ${wordScore(total)}`].join("\n\n")}\n`;
}

function wordScore({ different, explained, outOfScope, percent, same }: Score): string {
  return `${percent} % the same · ${same} same, ${explained} explained, ${different} different, ${outOfScope} out of scope`;
}

function wordDifferent({ differences, index, method, url, verdict }: Outcome): string[] {
  if (verdict !== "different") return [];
  const lines = differences.map(({ at, recorded, simulated }) => {
    return `      ${at}: recorded ${brief(recorded)}, simulated ${brief(simulated)}`;
  });
  return [`  different: #${index} ${method} ${short(url)}`, ...lines];
}

/** What is out of scope, or explained, by its reason. */
function grouped(outcomes: readonly Outcome[]): string[] {
  const reasons = new Map<string, number[]>();
  for (const { index, reason, verdict } of outcomes) {
    if (reason === undefined) continue;
    const key = `${verdict}: ${reason}`;
    reasons.set(key, [...(reasons.get(key) ?? []), index]);
  }
  return [...reasons].map(([reason, indexes]) => `  ${reason} (${indexes.map((each) => `#${each}`).join(" ")})`);
}

function short(url: string): string {
  return url.length > 200 ? `${url.slice(0, 200)}…` : url;
}

function brief(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
