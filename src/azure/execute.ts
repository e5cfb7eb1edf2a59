import { exitCodes, SurestepError } from "../errors.ts";

export interface ExecuteOptions {
  /** Variables on top of `base`. */
  environment?: Readonly<Record<string, string>>;
  cwd?: string;
  /** Text for standard input; without it standard input is closed, so that nothing can wait for an answer. */
  stdin?: string;
  /** Milliseconds after which the program and all that it started are ended. */
  timeout?: number | undefined;
}

export interface ExecuteResult {
  exitCode: number;
  stdout: string;
  stderr: string;
  milliseconds: number;
  /** Whether it was ended because its time was up. */
  timedOut?: boolean;
}

/** Runs a program without a shell. A non-zero exit code is a result; a program that cannot be started is an error. */
export type Execute = (file: string, args: readonly string[], options?: ExecuteOptions) => Promise<ExecuteResult>;

export interface Stops {
  /** Ends the children that run, with their own children; what they were called for is thrown as the signal's reason. */
  signal: AbortSignal;
  /** Ends them without giving them time to end by themselves. */
  now?: AbortSignal | undefined;
}

/** What a program gets to end by itself once it was asked to, in milliseconds. */
const grace = 2000;

/**
 * Makes the function through which every child process is started. Each has a process group of its own, so that nothing
 * that it started outlives it.
 * @param base the environment that children inherit
 */
export function createExecute(base: Readonly<Record<string, string | undefined>>, { signal, now }: Stops): Execute {
  const running = new Set<{ kill(signal: "SIGKILL"): unknown }>();
  now?.addEventListener("abort", () => {
    for (const child of running) child.kill("SIGKILL");
  });
  return async (file, args, options = {}) => {
    // A hundred files, which a run that starts no program does without.
    const { execa } = await import("execa");
    signal.throwIfAborted();
    const started = performance.now();
    const child = execa(file, args, {
      env: { ...base, ...options.environment },
      extendEnv: false,
      reject: false,
      cancelSignal: signal,
      killDescendants: true,
      forceKillAfterDelay: grace,
      stripFinalNewline: false,
      maxBuffer: 50_000_000,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
      ...(options.stdin === undefined ? { stdin: "ignore" } : { input: options.stdin }),
    });
    running.add(child);
    const result = await child;
    running.delete(child);
    if (result.isCanceled) throw signal.reason;
    if (result.failed && result.exitCode === undefined && result.signal === undefined) {
      throw new SurestepError(`${file} could not be started.`, {
        hint: `Check that ${file} is installed and on your PATH.`,
        exitCode: exitCodes.setUp,
        original: result.shortMessage,
        cause: result,
      });
    }
    return {
      exitCode: result.exitCode ?? 128,
      stdout: result.stdout,
      stderr: result.stderr,
      milliseconds: performance.now() - started,
      timedOut: result.timedOut,
    };
  };
}
