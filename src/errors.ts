/**
 * What the program ends with; part of its interface. But for `ok`, the name of a code is the class of the failure: who has
 * to do something about it.
 */
export const exitCodes = {
  /** All is verified, or what was asked for is done. */
  ok: 0,
  /** The tutorial is wrong: a command or a check fails as it is written. */
  drift: 1,
  /** A flag, an input's form or the tutorial's files are wrong. */
  badInput: 2,
  /** The reader's set-up: nobody signed in, no az or npm, a name that is taken, a full disk. */
  setUp: 3,
  /** Azure refuses: a permission, a quota or a policy is missing or in the way. */
  notAllowed: 4,
  /** Azure, a registry or the network is unwell: the same may go well later. */
  unwell: 5,
  /** Clean-up ended, but something that the run made still exists. */
  survivors: 6,
  /** A bug of Surestep's. */
  bug: 70,
  /** Stopped by Ctrl-C or a signal. */
  interrupted: 130,
} as const;

/** The class of a failure. */
export type FailureClass = Exclude<keyof typeof exitCodes, "ok">;

/** Each class in words: what is at fault. */
export const failureWords: Readonly<Record<FailureClass, string>> = {
  drift: "the tutorial is wrong",
  badInput: "usage, or the tutorial's files",
  setUp: "your set-up",
  notAllowed: "a permission, a quota or a policy",
  unwell: "Azure or the network is unwell",
  survivors: "something was left behind",
  bug: "a bug of Surestep's",
  interrupted: "stopped",
};

export interface SurestepErrorOptions {
  /** What to do next: one sentence. */
  hint?: string | undefined;
  /** Where to read more. */
  link?: string | undefined;
  /** Its class, as the exit code; `drift` when left out. */
  exitCode?: (typeof exitCodes)[FailureClass] | undefined;
  cause?: unknown;
  /** The text of the program or service that failed, as it was. */
  original?: string | undefined;
}

/**
 * An error that the reader can act on: what failed and why (`message`), what to do next (`hint`), the original text
 * last. Anything else that is thrown is Azure's, the tutorial's or a bug of ours; `explainError` finds out which.
 */
export class SurestepError extends Error {
  readonly hint: string | undefined;
  readonly link: string | undefined;
  readonly exitCode: (typeof exitCodes)[FailureClass];
  readonly original: string | undefined;

  constructor(message: string, options: SurestepErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = "SurestepError";
    this.hint = options.hint;
    this.link = options.link;
    this.exitCode = options.exitCode ?? exitCodes.drift;
    this.original = options.original;
  }
}

/** The class of an error that was worded. */
export function classOf({ exitCode }: SurestepError): FailureClass {
  return failureClassOf(exitCode) ?? "bug";
}

/** The class that an exit code of the program stands for; undefined for 0 and for codes that are not its own. */
export function failureClassOf(exitCode: number): FailureClass | undefined {
  return failureClasses.find((name) => exitCodes[name] === exitCode);
}

/** The class of a name, as a journal has it; undefined where there is no such class. */
export function failureClassNamed(name: string | undefined): FailureClass | undefined {
  return failureClasses.find((each) => each === name);
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its keys are the classes, by its type
const failureClasses = Object.keys(failureWords) as FailureClass[];

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
