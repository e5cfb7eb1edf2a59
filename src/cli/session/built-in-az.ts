import { readAzError } from "../../azure/az-error.ts";
import { azSettings, azTimeout, type Az } from "../../azure/az.ts";
import type { Send } from "../../simulator/az/http.ts";
import { TookTooLong, within } from "../../runner/within.ts";

/**
 * The built-in az without a process of its own: the same program, which a process for each command would make wait a
 * tenth of a second. Like a process it ends when its time is up, or when it is stopped.
 * @param environment the variables that its process would have
 * @param signal ends the command that is under way; its reason is thrown
 * @param send carries its requests, where not through the proxy that the variables name
 */
export function createBuiltInAz(environment: Readonly<Record<string, string>>, signal: AbortSignal, send?: Send): Az {
  return async (args, { timeout = azTimeout } = {}) => {
    signal.throwIfAborted();
    const { run } = await import("../../simulator/az/run.ts");
    const started = performance.now();
    let [stdout, stderr, timedOut] = ["", "", false];
    let exitCode: number;
    try {
      exitCode = await within(timeout, signal, "az", (either) =>
        run(args, {
          variables: { ...azSettings, ...environment },
          write: (text) => (stdout += text),
          writeError: (text) => (stderr += text),
          ask: undefined,
          signal: either,
          send,
        }),
      );
    } catch (error) {
      if (!(error instanceof TookTooLong)) throw error;
      [exitCode, timedOut] = [128, true];
    }
    const milliseconds = performance.now() - started;
    const error = exitCode === 0 ? undefined : readAzError(stderr);
    return { exitCode, stdout, stderr, milliseconds, error, timedOut };
  };
}
