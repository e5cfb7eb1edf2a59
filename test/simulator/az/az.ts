import { execFile } from "node:child_process";
import { run } from "../../../src/simulator/az/run.ts";

export interface Outcome {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Runs one command of an az whose only ties to the world are the variables that it is given; nobody is at its terminal. */
export type Az = (args: readonly string[], variables: Readonly<Record<string, string>>) => Promise<Outcome>;

/** The built-in az, within this process. */
export const builtInAz: Az = async (args, variables) => {
  const outcome = { stdout: "", stderr: "" };
  const exitCode = await run(args, {
    variables,
    write: (text) => (outcome.stdout += text),
    writeError: (text) => (outcome.stderr += text),
    ask: undefined,
  });
  return { exitCode, ...outcome };
};

/** No telemetry, no questions, no search for updates or extensions. */
const settings = {
  AZURE_CORE_COLLECT_TELEMETRY: "no",
  AZURE_CORE_NO_COLOR: "yes",
  AZURE_CORE_DISABLE_PROGRESS_BAR: "yes",
  AZURE_CORE_SURVEY_MESSAGE: "no",
  AZURE_CORE_LOGIN_EXPERIENCE_V2: "off",
  AZURE_EXTENSION_USE_DYNAMIC_INSTALL: "no",
};

/** An official az. */
export function officialAz(file: string): Az {
  return async (args, variables) => {
    const env = { PATH: process.env["PATH"], HOME: variables["AZURE_CONFIG_DIR"], ...settings, ...variables };
    return await new Promise((resolve, reject) => {
      const child = execFile(file, [...args], { env }, (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : error.code;
        if (typeof exitCode === "number") resolve({ exitCode, stdout, stderr });
        else reject(error);
      });
      child.stdin?.end();
    });
  };
}
