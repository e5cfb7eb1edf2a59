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
}

/** Runs one az command, given as an array of arguments. A non-zero exit code is a result, not an exception. */
export type Az = (args: readonly string[]) => Promise<AzResult>;

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
  const run = async (args: readonly string[]): Promise<AzResult> => {
    const result = await execute(program.file, [...program.leading, ...args], {
      environment: { ...azSettings, ...environment },
    });
    return { ...result, error: result.exitCode === 0 ? undefined : readAzError(result.stderr) };
  };
  return (args) => {
    const result = last.then(() => run(args));
    last = result.catch(() => {});
    return result;
  };
}
