import { accessSync, constants, realpathSync } from "node:fs";
import { platform } from "node:os";
import { delimiter, join } from "node:path";
import { exitCodes, isInterruption, SurestepError } from "../errors.ts";
import type { AzProgram } from "./az.ts";
import { azSettings } from "./az.ts";
import type { Execute } from "./execute.ts";

/**
 * Where `name` lies on a PATH.
 * @param path the PATH variable's value
 * @returns its absolute path, or undefined
 */
export function findOnPath(name: string, path: string): string | undefined {
  const names = platform() === "win32" ? [`${name}.cmd`, `${name}.exe`] : [name];
  return path
    .split(delimiter)
    .filter((folder) => folder !== "")
    .flatMap((folder) => names.map((file) => join(folder, file)))
    .find(isExecutable);
}

/**
 * Asks an az which version it is, and whether it is the built-in stand-in.
 * @param file path of the executable
 * @throws SurestepError (exit code 3) when it does not start or does not answer as az does
 */
export async function readAzProgram(file: string, execute: Execute): Promise<AzProgram> {
  const asked = execute(file, ["version", "--output", "json"], { environment: azSettings });
  const result = await asked.catch((error: unknown) => {
    if (!(error instanceof SurestepError) || isInterruption(error)) throw error;
    throw new SurestepError(`${file} is no az that can be started.`, { ...another, original: error.original });
  });
  const shown = result.exitCode === 0 ? readJson(result.stdout) : undefined;
  const version = shown?.["azure-cli"];
  if (version === undefined) {
    throw new SurestepError(`${file} does not answer 'az version' as the Azure CLI does.`, {
      ...another,
      original: (result.stderr || result.stdout).trim(),
    });
  }
  const standIn = shown?.["surestep-stand-in"] === true;
  return { file, leading: [], version, standIn, ...(isDebian(file) ? { distribution: "debian" } : {}) };
}

const another = {
  hint: "Name another az with --az <path>, or use --az builtin for a simulated run.",
  exitCode: exitCodes.setUp,
};

/** What `az version` shows; the last key is the built-in az's own. */
function readJson(stdout: string): { "azure-cli"?: string; "surestep-stand-in"?: boolean } | undefined {
  try {
    return JSON.parse(stdout);
  } catch {
    return undefined;
  }
}

/** Debian's own package puts a Python entry point into /usr/bin; Microsoft's puts a script that calls /opt/az. */
function isDebian(file: string): boolean {
  const real = realpathSync(file);
  return real === "/usr/bin/az" && !isExecutable("/opt/az/bin/python3");
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
