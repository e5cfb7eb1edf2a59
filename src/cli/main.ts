import { exitCodes } from "../errors.ts";
import type { Io } from "./io.ts";
import { redactedIo, type RedactedIo } from "./redacted-io.ts";

/**
 * Surestep's command line. It touches nothing of the process that calls it but what its world holds.
 * @param args what stands behind `surestep`, a word each
 * @param given the world
 * @returns the exit code, when all that the command began has ended. It never rejects: an error is worded on `io.stderr`
 */
export async function main(args: readonly string[], given: Io): Promise<number> {
  const io = redactedIo(wantsColours(args) ? given : withoutColours(given));
  // Of what a step's own code left to itself Node.js would print all.
  const stop = io.onUncaught((bug) => void tell(bug, io).then((exitCode) => io.exit(exitCode)));
  try {
    const { runCommand } = await import("./program.ts");
    return await runCommand(args, io);
  } catch (error) {
    return await tell(error, io);
  } finally {
    stop();
    io.flush();
  }
}

/** Words an error on standard error. @returns the exit code */
async function tell(error: unknown, { stderr, env, redactor }: RedactedIo): Promise<number> {
  // What commander refuses it has said already.
  const { CommanderError } = await import("commander");
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.badInput;
  const { wordError } = await import("./terminal/show-error.ts");
  const { showsColours } = await import("./streams.ts");
  const { text, exitCode } = wordError(error, {
    ...{ isDebugged: env["SURESTEP_DEBUG"] !== undefined, hasColours: showsColours(stderr, env) },
    redact: redactor.redact,
  });
  stderr.write(`${text}\n`);
  return exitCode;
}

/** Colours are decided before all else, so that a refused command line has none either. */
function wantsColours(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return !args.slice(0, end === -1 ? args.length : end).includes("--no-color");
}

/** The same for a reader, and for programs that Surestep starts, who want no colours. */
function withoutColours(io: Io): Io {
  const { FORCE_COLOR: _, ...env } = io.env;
  return { ...io, env: { ...env, NO_COLOR: "1" } };
}
