import type { Article } from "./article.ts";
import type { Evidence } from "./evidence.ts";
import type { Checkout } from "./read/checkout.ts";

/** An error stops a reader; a warning harms one later or misleads; a note is worth a look. */
export type Severity = "error" | "warning" | "note";

/** Something that is wrong with an article. */
export interface Finding {
  /** The id of the rule that found it. */
  rule: string;
  severity: Severity;
  file: string;
  /** Counted from 1. */
  line: number;
  /** What was found, in a sentence that quotes the article or the run. */
  evidence: string;
  /** What the article's author does about it. */
  remedy: string;
}

/** What a rule finds; its id is added by who runs it. */
export type Found = Omit<Finding, "rule">;

/** Looks for one kind of flaw in an article's text alone. */
export interface Rule {
  /** Part of the machine-readable output: lower case, with hyphens. */
  id: string;
  /** What is wrong, in a few words that hold for each of its findings. */
  title: string;
  find(
    this: void,
    article: Article,
    options: { checkout?: Checkout | undefined },
  ): readonly Found[] | Promise<readonly Found[]>;
}

/** Looks for one kind of flaw in what happened when an article was followed. */
export interface EvidenceRule {
  id: string;
  title: string;
  find(this: void, article: Article, evidence: Evidence): readonly Found[];
}
