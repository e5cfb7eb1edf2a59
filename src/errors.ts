/** What the program ends with; part of its interface. */
export const exitCodes = {
  ok: 0,
  /** A step failed, or its verification did not hold. */
  failed: 1,
  /** The tutorial, a flag or an input is wrong: nothing was touched. */
  badInput: 2,
  /** Clean-up ended, but something that the run made still exists. */
  survivors: 3,
  /** Stopped by Ctrl-C or a signal. */
  interrupted: 130,
} as const;

export interface SurestepErrorOptions {
  /** What to do next: one sentence. */
  hint?: string | undefined;
  /** Where to read more. */
  link?: string | undefined;
  exitCode?: number | undefined;
  cause?: unknown;
  /** The text of the program or service that failed, as it was. */
  original?: string | undefined;
}

/**
 * An error that the reader can act on: what failed and why (`message`), what to do next (`hint`), the original text
 * last. Anything else that is thrown is a bug in Surestep.
 */
export class SurestepError extends Error {
  readonly hint: string | undefined;
  readonly link: string | undefined;
  readonly exitCode: number;
  readonly original: string | undefined;

  constructor(message: string, options: SurestepErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = "SurestepError";
    this.hint = options.hint;
    this.link = options.link;
    this.exitCode = options.exitCode ?? exitCodes.failed;
    this.original = options.original;
  }
}

/** Thrown into whatever is under way when the reader stops the program. */
export class Interrupted extends SurestepError {
  constructor() {
    super("Stopped.", { exitCode: exitCodes.interrupted });
  }
}

/** Whether the reader stopped the program: then nothing else is to be made of the error. */
export function isInterruption(error: unknown): boolean {
  return error instanceof SurestepError && error.exitCode === exitCodes.interrupted;
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The code of an error of Node.js or of the SDK, such as `ENOENT`; undefined where there is none. */
export function codeOf(error: unknown): string | undefined {
  const isCoded = typeof error === "object" && error !== null && "code" in error;
  return isCoded && typeof error.code === "string" ? error.code : undefined;
}
