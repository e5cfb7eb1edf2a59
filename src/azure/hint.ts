/** A failure that people meet on the way, its cause and its remedy. */
export interface Hint {
  /** A short name, unique in the catalogue. */
  id: string;
  /** Azure's error codes that mean it; looked at first. */
  codes?: readonly string[];
  /** What the error's text says, where the code says too little or there is none. */
  text?: RegExp;
  cause: string;
  /** What to do; may use the run's values as `${name}`. */
  remedy: string;
  /** Where it is told. */
  source: string;
}

/**
 * Finds what is known about an error. Codes are looked at before texts: a code means one thing, a text may be quoted.
 * @param error its code, if it has one, and all its text
 * @param known where to look: what a step has of its own, or the whole catalogue
 */
export function findHint(error: { code?: string | undefined; text: string }, known: readonly Hint[]): Hint | undefined {
  const byCode = known.find(({ codes }) => error.code !== undefined && codes?.includes(error.code) === true);
  return byCode ?? known.find(({ text }) => text?.test(error.text) === true);
}
