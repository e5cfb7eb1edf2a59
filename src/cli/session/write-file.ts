import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { exitCodes, messageOf, SurestepError } from "../../errors.ts";
import type { Io } from "../io.ts";

/**
 * Writes a file that the reader asked for by name; what was there is replaced.
 * @param mode its permissions, where it is new
 * @throws SurestepError (exit code 2) when it cannot be written
 */
export function writeNamedFile({ cwd }: Pick<Io, "cwd">, name: string, text: string, mode = 0o644): void {
  try {
    writeFileSync(resolve(cwd, name), text, { mode });
  } catch (error) {
    throw new SurestepError(`The file ${name} cannot be written.`, {
      hint: "Name a path in a folder that exists and that you may write in.",
      exitCode: exitCodes.badInput,
      original: messageOf(error),
      cause: error,
    });
  }
}
