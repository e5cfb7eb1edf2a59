import type { Place } from "../article.ts";
import type { Change } from "./word-difference.ts";

/** What a command or a fence of the article is to the tutorial. */
export type Status = "covered" | "differs" | "changed" | "not-covered";

/** A command, a fence of code or what a command prints, in the article. */
export interface ComparedPart extends Place {
  kind: "command" | "code" | "output";
  status: Status;
  heading: string;
  text: string;
  /** The steps that stand for it. */
  steps: readonly string[];
  /** Why the tutorial differs, in its author's words. */
  reason: string | undefined;
  /** From what the author has seen to what the article says; empty unless changed. */
  difference: readonly Change[];
}

/** What the author has seen, and the article has no more. Its lines are those of the copy. */
export interface GonePart extends Place {
  heading: string;
  text: string;
  steps: readonly string[];
}

/** A step that the article doesn't have. */
export interface AbsentStep {
  step: string;
  title: string;
  /** The heading that it stands for; undefined when it claims none. */
  heading: string | undefined;
  /** The heading is not in the article; otherwise it's there and gives nothing to do. */
  isHeadingMissing: boolean;
  reason: string | undefined;
}

/** An article held against a tutorial. */
export interface Comparison {
  article: string;
  /** In the order of the article. */
  parts: readonly ComparedPart[];
  gone: readonly GonePart[];
  absent: readonly AbsentStep[];
  coverage: {
    /** Commands and fences of code; what commands print is not counted. */
    total: number;
    covered: number;
    differs: number;
    changed: number;
    notCovered: number;
    /** From 0 to 1: what the tutorial does, or differs from on purpose. */
    share: number;
  };
  /** Nothing changed, nothing is gone, nothing is left uncovered. */
  ok: boolean;
}
