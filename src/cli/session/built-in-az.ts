import { readAzError } from "../../azure/az-error.ts";
import { azSettings, type Az } from "../../azure/az.ts";

/**
 * The built-in az without a process of its own: the same program, which a process for each command would make wait a
 * tenth of a second.
 * @param environment the variables that its process would have
 * @param signal when it is aborted, the command under way ends at once, and no other begins
 */
export function createBuiltInAz(environment: Readonly<Record<string, string>>, signal: AbortSignal): Az {
  return async (args) => {
    signal.throwIfAborted();
    const { run } = await import("../../simulator/az/run.ts");
    const started = performance.now();
    let [stdout, stderr] = ["", ""];
    const exitCode = await run(args, {
      variables: { ...azSettings, ...environment },
      write: (text) => (stdout += text),
      writeError: (text) => (stderr += text),
      ask: undefined,
      signal,
    });
    const milliseconds = performance.now() - started;
    return { exitCode, stdout, stderr, milliseconds, error: exitCode === 0 ? undefined : readAzError(stderr) };
  };
}
