import { randomUUID } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { platform } from "node:os";
import { join, resolve } from "node:path";
import { exitCodes, SurestepError } from "../errors.ts";
import type { Execute, ExecuteResult } from "./execute.ts";
import { readAzProgram } from "./find-az.ts";
import { compareVersions } from "./known-az-versions.ts";

export interface InstallAzOptions {
  /** Where virtual environments are kept; made when missing. One takes 0.5 to 1 GB. */
  folder: string;
  execute: Execute;
  /** The Python that makes the environment; "python3" when left out. */
  python?: string;
  /** Told in a sentence what takes long. */
  log?: (sentence: string) => void;
}

const hour = 3_600_000;

/**
 * What pip may not choose, for the versions of az that ask for it. azure-mgmt-rdbms 10.2.0b18 lost the modules for
 * MySQL; az before 2.76 accepts it all the same, and then writes "ERROR: Error loading command module 'rdbms'" before
 * its first answer. (Measured with 2.45.0, 2.60.0, 2.61.0 and 2.76.0 on Python 3.11.)
 */
const constraints = ["azure-mgmt-rdbms<10.2.0b18"];

/**
 * What az uses without asking for it. Python 3.12 has no distutils and makes environments without setuptools, which
 * brings one: without it az 2.45.0 and 2.60.0 do not start there. Version 81 says that it will drop pkg_resources.
 */
const alsoNeeded = ["setuptools<81"];

/**
 * Installs an official az from PyPI into a virtual environment of its own, or finds it installed. Safe to call twice
 * at once: an environment is built under a name of its own and appears as `<folder>/<version>`, a link, once it works.
 * @param version e.g. "2.91.0"
 * @returns absolute path of the executable
 * @throws SurestepError when the version does not exist, or Python, its venv module or the registry is missing
 */
export async function installAz(version: string, options: InstallAzOptions): Promise<string> {
  const { execute, python = "python3", log = () => {} } = options;
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    throw new SurestepError(`'${version}' is not a version of az.`, {
      hint: "Write it as three numbers, e.g. 2.91.0.",
      exitCode: exitCodes.badInput,
    });
  }
  const folder = resolve(options.folder);
  const link = join(folder, version);
  if (existsSync(azIn(link))) return azIn(link);
  mkdirSync(folder, { recursive: true });
  sweep(folder, version);
  const draft = join(folder, `${version}-${randomUUID().slice(0, 8)}`);
  log(`Installing az ${version} into ${link}; this takes a minute or two.`);
  try {
    await makeEnvironment(draft, python, execute);
    await installInto(draft, version, execute);
    await prove(draft, version, execute);
    publish(draft, link);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
  return azIn(link);
}

/**
 * Which versions of az the registry has for this Python, oldest first.
 * @param python one whose pip is 21.2 or newer; "python3" when left out
 * @throws SurestepError when the registry or pip cannot be asked
 */
export async function listAzVersions(execute: Execute, python = "python3"): Promise<string[]> {
  const result = await execute(python, ["-m", "pip", "index", "versions", "azure-cli", "--disable-pip-version-check"]);
  const listed = /^Available versions: (.+)$/m.exec(result.stdout)?.[1];
  if (result.exitCode !== 0 || listed === undefined) {
    throw failure("The versions of az could not be listed.", "Check the network, and that pip is installed.", result);
  }
  return listed.split(/,\s*/).toSorted(compareVersions);
}

async function makeEnvironment(draft: string, python: string, execute: Execute): Promise<void> {
  const result = await execute(python, ["-m", "venv", draft]);
  if (result.exitCode === 0) return;
  const hint = "Install Python's venv module; on Debian and Ubuntu: apt-get install python3-venv.";
  throw failure(`${python} could not make a virtual environment.`, hint, result, "setUp");
}

async function installInto(draft: string, version: string, execute: Execute): Promise<void> {
  const pip = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"];
  const file = join(draft, "constraints.txt");
  writeFileSync(file, `${constraints.join("\n")}\n`);
  const result = await execute(pythonIn(draft), [...pip, "--constraint", file, `azure-cli==${version}`, ...alsoNeeded]);
  if (result.exitCode === 0) return;
  // pip says "from versions: none" when it has not reached the registry at all.
  const isUnknown =
    result.stderr.includes("No matching distribution") && !result.stderr.includes("from versions: none");
  throw isUnknown
    ? failure(
        `There is no az ${version} for this Python.`,
        "pip names the versions that there are.",
        result,
        "badInput",
      )
    : failure(`az ${version} could not be installed.`, "Check the network and the registry that pip uses.", result);
}

/** Takes an environment for good only when its az answers; what az writes down at its first start is kept out of HOME. */
async function prove(draft: string, version: string, execute: Execute): Promise<void> {
  const environment = { AZURE_CONFIG_DIR: join(draft, "config") };
  const program = await readAzProgram(azIn(draft), (file, args, given) =>
    execute(file, args, { ...given, environment: { ...given?.environment, ...environment } }),
  );
  if (program.version !== version)
    throw new SurestepError(`pip installed az ${program.version}, not ${version}.`, { exitCode: exitCodes.setUp });
}

/** Lets `link` lead to the environment, in one step; where somebody else was faster, theirs is used. */
function publish(draft: string, link: string): void {
  if (existsSync(azIn(link))) {
    rmSync(draft, { recursive: true });
    return;
  }
  symlinkSync(draft, `${draft}.link`, "junction");
  renameSync(`${draft}.link`, link);
}

/** Removes what killed installations left behind; a younger one may still be at work. */
function sweep(folder: string, version: string): void {
  for (const name of readdirSync(folder).filter((each) => each.startsWith(`${version}-`))) {
    const path = join(folder, name);
    if (Date.now() - lstatSync(path).mtimeMs > hour) rmSync(path, { recursive: true, force: true });
  }
}

function azIn(environment: string): string {
  return platform() === "win32" ? join(environment, "Scripts", "az.bat") : join(environment, "bin", "az");
}

function pythonIn(environment: string): string {
  return platform() === "win32" ? join(environment, "Scripts", "python.exe") : join(environment, "bin", "python3");
}

function failure(
  message: string,
  hint: string,
  result: ExecuteResult,
  of: "unwell" | "setUp" | "badInput" = "unwell",
): SurestepError {
  return new SurestepError(message, {
    hint,
    exitCode: exitCodes[of],
    original: (result.stderr || result.stdout).trim(),
  });
}
