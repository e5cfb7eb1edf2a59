import { readAzError, type AzError } from "./az-error.ts";
import type { Execute } from "./execute.ts";

/** How the Azure CLI of this run is started. */
export interface AzProgram {
  /** The executable, and the arguments that come before those of az (the built-in one is a Node program). */
  file: string;
  leading: readonly string[];
  /** e.g. "2.91.0". */
  version: string;
  /** Whether it is the built-in stand-in. */
  standIn: boolean;
  /** "debian" for the distribution's own package. */
  distribution?: "debian";
}

export interface AzResult {
  exitCode: number;
  stdout: string;
  stderr: string;
  milliseconds: number;
  /** What az said went wrong; undefined on success. */
  error: AzError | undefined;
  /** Whether it was ended because its time was up. */
  timedOut?: boolean;
}

/**
 * Runs one az command, given as an array of arguments. A non-zero exit code is a result, not an exception.
 * @param options.timeout milliseconds from its start after which it is ended; ten minutes where it is left out
 */
export type Az = (args: readonly string[], options?: AzOptions) => Promise<AzResult>;

export interface AzOptions {
  timeout?: number | undefined;
  /** Text for standard input: so that a secret need not stand in the arguments (`--file /dev/stdin`). */
  stdin?: string;
}

/** How long an az command may take that nobody gave a limit, in milliseconds. */
export const azTimeout = 600_000;

/**
 * Settings by environment, for az processes only: no telemetry, no questions, no search for updates or extensions, no
 * colours in what we read. (Azure CLI configuration reference, "CLI configuration values and environment variables".)
 */
export const azSettings: Readonly<Record<string, string>> = {
  AZURE_CORE_COLLECT_TELEMETRY: "no",
  AZURE_CORE_NO_COLOR: "yes",
  AZURE_CORE_DISABLE_PROGRESS_BAR: "yes",
  AZURE_CORE_SURVEY_MESSAGE: "no",
  AZURE_CORE_LOGIN_EXPERIENCE_V2: "off",
  AZURE_AUTO_UPGRADE_ENABLE: "no",
  AZURE_EXTENSION_USE_DYNAMIC_INSTALL: "no",
};

/**
 * Makes the function that runs az, one command after the other: az processes at the same time lose each other's entries
 * in az's token cache ("User … does not exist in MSAL token cache").
 * @param environment variables on top of the process's own: the connection's and `azSettings`
 */
export function createAz(program: AzProgram, execute: Execute, environment: Readonly<Record<string, string>>): Az {
  let last: Promise<unknown> = Promise.resolve();
  const run = async (args: readonly string[], { timeout = azTimeout, stdin }: AzOptions): Promise<AzResult> => {
    const result = await execute(program.file, [...program.leading, ...args], {
      environment: { ...azSettings, ...environment },
      timeout,
      ...(stdin === undefined ? {} : { stdin }),
    });
    return { ...result, error: result.exitCode === 0 ? undefined : readAzError(result.stderr) };
  };
  return (args, options = {}) => {
    const result = last.then(() => run(args, options));
    last = result.catch(() => {});
    return result;
  };
}
