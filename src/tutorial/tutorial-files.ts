import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { exitCodes, messageOf, SurestepError } from "../errors.ts";

/** No tutorial is larger: one of a thousand steps has half a megabyte. */
const largest = 5_000_000;

/**
 * Reads a file of a tutorial.
 * @throws SurestepError (exit code 2) for what is not there, is no file (a pipe would be waited for), or is too large to
 *   have been written by a person
 */
export function readTutorialFile(file: string): Buffer {
  try {
    const stat = statSync(file);
    if (!stat.isFile()) throw new Error("it is no file");
    if (stat.size > largest) throw new Error(`it has ${stat.size} bytes, and a tutorial has at most ${largest}`);
    return readFileSync(file);
  } catch (error) {
    throw new SurestepError(`${file} cannot be read.`, {
      hint: "Name the tutorial with --tutorial <file>.",
      original: messageOf(error),
      exitCode: exitCodes.badInput,
    });
  }
}

/** The TypeScript in a folder of steps, in a fixed order. */
export function filesOfSteps(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  return names.toSorted().map((name) => join(folder, name));
}

/**
 * Makes sure that a tutorial takes nothing for its own that lies elsewhere on this machine, not even by a link.
 * @param folder that of `tutorial.yaml`
 * @throws SurestepError (exit code 2) for what leads out of it, or to nothing
 */
export function refuseOutside(folder: string, file: string): void {
  const top = realpathSync(folder);
  // What is not there leads nowhere.
  const real = existsSync(file) ? realpathSync(file) : "";
  const way = relative(top, real);
  if (real !== "" && way !== "" && !way.startsWith("..") && !isAbsolute(way)) return;
  throw new SurestepError(`${file} does not lie in the tutorial's folder, so it is none of its files.`, {
    hint: "Put the file itself there in place of a link or a path to another folder.",
    exitCode: exitCodes.badInput,
  });
}
