import type { FailureClass } from "../errors.ts";

/** A failure that people meet on the way, its cause and its remedy. */
export interface Hint {
  /** A short name, unique in the catalogue. */
  id: string;
  /** Whose it is; a failure that only a tutorial knows is taken for the tutorial's. */
  class?: FailureClass;
  /** Codes that mean it, of whoever said it: Azure, Entra, npm, Node.js. */
  codes?: readonly string[];
  /** What the error's text says, where the code says too little or there is none. */
  text?: RegExp;
  /** HTTP statuses that mean it, where neither a code nor a text says more. */
  statuses?: readonly number[];
  cause: string;
  /** What to do; may use the run's values as `${name}`. */
  remedy: string;
  /** Where it is told. */
  source: string;
}

/** An entry of the catalogue: it knows whose the failure is. */
export interface KnownFailure extends Hint {
  class: FailureClass;
}

/** What a program, a service or the SDK said of a failure. */
export interface Said {
  /** Its codes, the most telling one first. */
  codes: readonly string[];
  /** The HTTP status, where an answer came. */
  status?: number | undefined;
  /** All that was said. */
  text: string;
}

/** A hint, and the words of the error that it was found by: its evidence. */
export interface FoundHint {
  hint: Hint;
  by: string;
}

/** How much of a text is quoted as evidence, in characters. */
const longestQuote = 100;

/**
 * Finds what is known about an error. Codes are looked at before texts, and texts before statuses: a text may be
 * quoted, and a status means many things. Of several that a code may mean it is the first whose text fits, else
 * the last, which is the most general.
 * @param known where to look: what a step has of its own, or the whole catalogue
 */
export function findHint({ codes, status, text }: Said, known: readonly Hint[]): FoundHint | undefined {
  for (const code of codes) {
    const named = known.filter((each) => each.codes?.includes(code) === true);
    const hint = named.find((each) => each.text?.test(text) === true) ?? named.at(-1);
    if (hint !== undefined) return { hint, by: code };
  }
  for (const hint of known) {
    const [words] = hint.text?.exec(text) ?? [];
    if (words !== undefined) return { hint, by: quote(words) };
  }
  const hint = known.find(({ statuses }) => status !== undefined && statuses?.includes(status) === true);
  return hint && { hint, by: `status ${status}` };
}

function quote(words: string): string {
  const line = words.replaceAll(/\s+/g, " ").trim();
  return line.length <= longestQuote ? line : `${line.slice(0, longestQuote - 1)}…`;
}
