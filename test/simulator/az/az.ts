import { cpSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { run } from "../../../src/simulator/az/run.ts";
import type { Simulator } from "../../../src/simulator/simulator.ts";

export interface AzAnswer {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** An az with a profile of its own. */
export type Az = (args: readonly string[]) => Promise<AzAnswer>;

/** The environment in which an az reaches a simulator and nothing else. */
export function environment(
  { proxyUrl, caFile }: Pick<Simulator, "proxyUrl" | "caFile">,
  profile: string,
): Record<string, string> {
  return {
    HTTPS_PROXY: proxyUrl,
    HTTP_PROXY: proxyUrl,
    REQUESTS_CA_BUNDLE: caFile,
    AZURE_CONFIG_DIR: profile,
    AZURE_CORE_COLLECT_TELEMETRY: "no",
    AZURE_CORE_NO_COLOR: "yes",
    AZURE_CORE_LOGIN_EXPERIENCE_V2: "off",
  };
}

/** The built-in az, without a process for each command. */
export function builtInAz(variables: Readonly<Record<string, string>>): Az {
  return async (args) => {
    const answer = { stdout: "", stderr: "" };
    const exitCode = await run(args, {
      variables,
      write: (text) => (answer.stdout += text),
      writeError: (text) => (answer.stderr += text),
      ask: undefined,
    });
    return { exitCode, ...answer };
  };
}

/** An official az. */
export function officialAz(file: string, variables: Readonly<Record<string, string>>): Az {
  return async (args) => {
    const env = { PATH: process.env["PATH"], HOME: variables["AZURE_CONFIG_DIR"], ...variables };
    const { exitCode, stdout, stderr } = await execa(file, args, {
      env,
      extendEnv: false,
      reject: false,
      stdin: "ignore",
      stripFinalNewline: false,
    });
    return { exitCode: exitCode ?? -1, stdout, stderr };
  };
}

/** A copy of a profile, so that nobody has to sign in again; a fresh one where there is nothing to copy. */
export function copyProfile(from: string, folder: string, name: string): string {
  const profile = join(folder, name);
  if (existsSync(from)) cpSync(from, profile, { recursive: true });
  else mkdirSync(profile);
  return profile;
}
