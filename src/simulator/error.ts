/**
 * Why a simulator could not start or go on, in a sentence. `code` is Node's for what the system refused (`EADDRINUSE`,
 * `EACCES`, `ENOSPC`, …), or `BROKEN_STATE` for a folder whose state cannot be read; `cause` is the original error.
 */
export class SimulatorError extends Error {
  readonly code: string;

  constructor(message: string, code: string, cause?: unknown) {
    super(message, { cause });
    this.name = "SimulatorError";
    this.code = code;
  }
}

/** Wraps an error of the system that happened while something was done, e.g. `"The port 80 cannot be listened on"`. */
export function systemError(what: string, cause: unknown): SimulatorError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "UNKNOWN";
  return new SimulatorError(`${what}: ${cause instanceof Error ? cause.message : String(cause)}.`, code, cause);
}
