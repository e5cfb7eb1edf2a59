import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { AzProgram } from "../../azure/az.ts";
import type { Execute } from "../../azure/execute.ts";
import { findOnPath, readAzProgram } from "../../azure/find-az.ts";
import { isBroken } from "../../azure/known-az-versions.ts";
import { exitCodes, SurestepError } from "../../errors.ts";
import type { Io } from "../io.ts";

/** The built-in az's program. */
export const builtInAz = fileURLToPath(new URL("../../simulator/az/main.ts", import.meta.url));

/** The version of az that the built-in one behaves like. */
const builtInVersion = "2.91.0";

/**
 * Finds the az to use.
 * @param choice the value of `--az`: `system`, `builtin`, a path, or nothing, which means the system's unless there is none
 *   or it is known to be broken
 * @param io whose PATH is searched, and whose folder the path of an az starts from
 * @throws SurestepError (exit code 3) where there is none, or it is no az
 */
export async function chooseAz(choice: string | undefined, io: Io, execute: Execute): Promise<AzProgram> {
  const system = findOnPath("az", io.env["PATH"] ?? "");
  switch (choice) {
    case "builtin":
      return standIn(io);
    case "system":
      if (system === undefined) {
        throw new SurestepError("There is no az on your PATH.", {
          hint: "Install the Azure CLI, or use --az builtin for a simulated run.",
          link: "https://learn.microsoft.com/cli/azure/install-azure-cli",
          exitCode: exitCodes.setUp,
        });
      }
      return readAzProgram(system, execute);
    case undefined: {
      if (system === undefined) return standIn(io);
      const program = await readAzProgram(system, execute);
      return isBroken(program.version, program) ? standIn(io) : program;
    }
    default:
      return readAzProgram(resolve(io.cwd, choice), execute);
  }
}

/** The az of a live run: a real one, never the stand-in. */
export async function chooseLiveAz(choice: string | undefined, io: Io, execute: Execute): Promise<AzProgram> {
  const program = choice === "builtin" ? standIn(io) : await chooseAz(choice ?? "system", io, execute);
  if (!program.standIn) return program;
  throw new SurestepError("A live run needs the real Azure CLI, and this is the stand-in.", {
    hint: "Install the Azure CLI ('npm run az -- 2.91.0' does, and prints its path), or leave out --live.",
    exitCode: exitCodes.badInput,
  });
}

function standIn({ execPath }: Io): AzProgram {
  return { file: execPath, leading: [builtInAz], version: builtInVersion, standIn: true };
}
