import type { Kind } from "../../tutorial/resource.ts";
import type { Tutorial } from "../../tutorial/tutorial.ts";
import type { Article, ArticleCommand, Fence } from "../article.ts";
import type { AbsentStep, ComparedPart, Comparison, GonePart } from "./comparison.ts";
import { pairFences } from "./pair-fences.ts";
import { pairBySimilarity } from "./similarity.ts";
import { hasCode, runsCommand, stepsFor } from "./step-words.ts";
import { wordDifference } from "./word-difference.ts";

/** Less alike than this, two commands are two commands, and not one that was edited. */
const sameCommandAtLeast = 0.4;

/**
 * Holds an article against a tutorial: each command and each fence of code is covered by a step, differs on purpose,
 * changed since the tutorial's author has seen it, or is not covered.
 * @param article the article as it is published now
 * @param seen the article as the tutorial's author has seen it: the copy that `article.seen` of the tutorial names
 * @param kinds of the tutorial's platform: they tell which commands its clean-up stands for
 */
export async function compareArticle(
  article: Article,
  seen: Article,
  tutorial: Tutorial,
  kinds: readonly Kind<never>[],
): Promise<Comparison> {
  const own: Own = { tutorial, kinds };
  const { was, gone } = pairFences(article.fences, seen.fences);
  const compared = await Promise.all(
    article.fences.map(async (fence) => {
      const before = was.get(fence);
      if (before === undefined) return { parts: partsOf(own, fence, undefined), gone: [] };
      const isSame = fence.info === before.info && fence.text === before.text;
      // The heading as it was seen: a heading that was renamed does not lose its step.
      return isSame
        ? { parts: partsOf(own, fence, before.section.heading), gone: [] }
        : compareFence(own, fence, before);
    }),
  );
  const parts = compared.flatMap((each) => each.parts);
  const lost = [...compared.flatMap((each) => each.gone), ...gone.map((fence) => goneOf(tutorial, fence, fence))];
  const absent = findAbsent(article, tutorial);
  const counted = parts.filter(({ kind }) => kind !== "output");
  const count = (status: ComparedPart["status"]): number => counted.filter((each) => each.status === status).length;
  const coverage = {
    total: counted.length,
    covered: count("covered"),
    differs: count("differs"),
    changed: count("changed"),
    notCovered: count("not-covered"),
    share: counted.length === 0 ? 1 : (count("covered") + count("differs")) / counted.length,
  };
  const isWhole = parts.every(({ status }) => status === "covered" || status === "differs");
  const ok = isWhole && lost.length === 0 && !absent.some(({ isHeadingMissing }) => isHeadingMissing);
  return { article: article.path, parts, gone: lost, absent, coverage, ok };
}

/** The tutorial that an article is held against. */
interface Own {
  tutorial: Tutorial;
  kinds: readonly Kind<never>[];
}

const textOf = ({ text }: ArticleCommand): string => text;

/**
 * The parts of a fence that is as it was seen, or that was never seen.
 * @param heading under which it was seen; undefined when it wasn't: then no reason was given for differing from it
 */
function partsOf(own: Own, fence: Fence, heading: string | undefined): ComparedPart[] {
  if (fence.role === "commands") return fence.commands.map((command) => commandPart(own, fence, command, heading));
  const base = { ...baseOf(fence), text: fence.text };
  const standing = stepsFor(own.tutorial, heading ?? fence.section.heading);
  if (fence.role === "output") {
    return [{ ...base, kind: "output", status: "covered", steps: standing.map(({ id }) => id), reason: undefined }];
  }
  return [{ ...base, kind: "code", ...judge(own, { fence, heading }, (step) => hasCode(step, fence)) }];
}

function commandPart(own: Own, fence: Fence, command: ArticleCommand, heading?: string): ComparedPart {
  const { text, firstLine, lastLine } = command;
  const verdict = judge(own, { fence, heading }, (step) => runsCommand(own, step, text));
  return { ...baseOf(fence), kind: "command", text, firstLine, lastLine, ...verdict };
}

function baseOf(fence: Fence): Pick<ComparedPart, "file" | "firstLine" | "lastLine" | "heading" | "difference"> {
  const { file, firstLine, lastLine, section } = fence;
  return { file, firstLine, lastLine, heading: section.heading, difference: [] };
}

function judge(
  { tutorial }: Own,
  { fence, heading }: { fence: Fence; heading: string | undefined },
  does: (step: Tutorial["steps"][number]) => boolean,
): Pick<ComparedPart, "status" | "steps" | "reason"> {
  const standing = stepsFor(tutorial, heading ?? fence.section.heading);
  const doing = standing.filter(does);
  if (doing.length > 0) return { status: "covered", steps: doing.map(({ id }) => id), reason: undefined };
  const leavesOut = tutorial.article.leavesOut ?? {};
  const left = leavesOut[fence.language] ?? leavesOut[fence.variant?.name ?? ""];
  if (left !== undefined) return { status: "differs", steps: [], reason: left };
  const differing = heading === undefined ? [] : standing.filter(({ article }) => article?.differs !== undefined);
  if (differing.length > 0) {
    const reason = [...new Set(differing.map(({ article }) => article?.differs))].join(" ");
    return { status: "differs", steps: differing.map(({ id }) => id), reason };
  }
  const elsewhere = tutorial.steps.filter(does);
  return {
    status: elsewhere.length > 0 ? "covered" : "not-covered",
    steps: [...standing, ...elsewhere].map(({ id }) => id),
    reason: undefined,
  };
}

/** A fence that was edited: by command, where its commands changed, otherwise as a whole. */
async function compareFence(
  own: Own,
  fence: Fence,
  before: Fence,
): Promise<{ parts: ComparedPart[]; gone: GonePart[] }> {
  const { tutorial } = own;
  const { heading } = before.section;
  const steps = stepsFor(tutorial, heading).map(({ id }) => id);
  const changed = { status: "changed", steps, reason: undefined } as const;
  if (fence.role === "commands" && before.role === "commands" && fence.info === before.info) {
    const was = pairBySimilarity(fence.commands, before.commands, { least: sameCommandAtLeast, textOf });
    const gone = before.commands.filter((command) => ![...was.values()].includes(command));
    const parts = await Promise.all(
      fence.commands.map(async (command): Promise<ComparedPart> => {
        const part = commandPart(own, fence, command, heading);
        const old = was.get(command)?.text;
        // A command that was never seen is covered only if a step runs it: no reason was given for differing from it.
        if (old === undefined && part.status === "differs")
          return { ...part, status: "not-covered", reason: undefined };
        if (old === undefined || old === command.text) return part;
        return { ...part, ...changed, difference: await wordDifference(old, command.text) };
      }),
    );
    if (gone.length > 0 || fence.commands.some((command) => was.get(command)?.text !== command.text)) {
      return { parts, gone: gone.map((command) => goneOf(tutorial, before, command)) };
    }
  }
  const kind = fence.role === "commands" ? "command" : fence.role;
  const whole = ({ info, text }: Fence): string => (fence.info === before.info ? text : `${info}\n${text}`);
  const difference = await wordDifference(whole(before), whole(fence));
  return { parts: [{ ...baseOf(fence), kind, text: fence.text, ...changed, difference }], gone: [] };
}

function goneOf(
  tutorial: Tutorial,
  fence: Fence,
  { text, firstLine, lastLine }: { text: string; firstLine: number; lastLine: number },
): GonePart {
  const { heading } = fence.section;
  const steps = stepsFor(tutorial, heading).map(({ id }) => id);
  return { file: fence.file, firstLine, lastLine, heading, text, steps };
}

function findAbsent(article: Article, tutorial: Tutorial): AbsentStep[] {
  const headings = new Set(article.sections.map(({ heading }) => heading));
  const full = new Set(article.fences.map(({ section }) => section.heading));
  return tutorial.steps
    .filter((step) => step.article === undefined || !full.has(step.article.heading))
    .map(({ id, title, article: place }) => ({
      step: id,
      title,
      heading: place?.heading,
      isHeadingMissing: place !== undefined && !headings.has(place.heading),
      reason: place?.differs,
    }));
}
