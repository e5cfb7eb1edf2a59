import { execa } from "execa";
import { SurestepError } from "../errors.ts";

export interface ExecuteOptions {
  /** Variables on top of `base`. */
  environment?: Readonly<Record<string, string>>;
  cwd?: string;
  /** Text for standard input; without it standard input is closed, so that nothing can wait for an answer. */
  stdin?: string;
}

export interface ExecuteResult {
  exitCode: number;
  stdout: string;
  stderr: string;
  milliseconds: number;
}

/** Runs a program without a shell. A non-zero exit code is a result; a program that cannot be started is an error. */
export type Execute = (file: string, args: readonly string[], options?: ExecuteOptions) => Promise<ExecuteResult>;

/**
 * Makes the function through which every child process is started.
 * @param base the environment that children inherit
 * @param signal ends the current child; what it was called for is then thrown as the signal's reason
 */
export function createExecute(base: Readonly<Record<string, string | undefined>>, signal: AbortSignal): Execute {
  return async (file, args, options = {}) => {
    const started = performance.now();
    const result = await execa(file, args, {
      env: { ...base, ...options.environment },
      extendEnv: false,
      reject: false,
      cancelSignal: signal,
      stripFinalNewline: false,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.stdin === undefined ? { stdin: "ignore" } : { input: options.stdin }),
    });
    if (result.isCanceled) throw signal.reason;
    if (result.failed && result.exitCode === undefined && result.signal === undefined) {
      throw new SurestepError(`${file} could not be started.`, {
        hint: `Check that ${file} is installed and on your PATH.`,
        original: result.shortMessage,
        cause: result,
      });
    }
    return {
      exitCode: result.exitCode ?? 128,
      stdout: result.stdout,
      stderr: result.stderr,
      milliseconds: performance.now() - started,
    };
  };
}
