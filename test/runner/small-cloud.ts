import type { Az, AzResult } from "../../src/azure/az.ts";

type State = "live" | "deleted";

/** A cloud of things that can be created, deleted and purged, with an az of its own. */
export interface SmallCloud {
  az: Az;
  /** What there is, by name; what is not there has no state. */
  things: Map<string, State>;
  /** The commands that az was given, in order. */
  calls: string[];
  /** Standard error of the commands that are to fail, by the command's beginning. */
  failing: Map<string, string>;
}

/**
 * `az thing create | delete | purge --name <name>`. Creating prints an id and a password; deleting and purging succeed
 * whatever is there.
 */
export function smallCloud(): SmallCloud {
  const things = new Map<string, State>();
  const calls: string[] = [];
  const failing = new Map<string, string>();
  const az: Az = async (args) => {
    const line = args.join(" ");
    calls.push(line);
    const failure = [...failing].find(([beginning]) => line.startsWith(beginning));
    if (failure !== undefined) return failed(failure[1]);
    const [, verb, , name = ""] = args;
    if (verb === "create") things.set(name, "live");
    if (verb === "delete" && things.has(name)) things.set(name, "deleted");
    if (verb === "purge") things.delete(name);
    return succeeded({ id: `id-of-${name}`, password: passwordOf(name) });
  };
  return { az, things, calls, failing };
}

/** The password that a thing is created with. */
export function passwordOf(name: string): string {
  return `Pass~of+${name}/7`;
}

function succeeded(output: unknown): AzResult {
  return { exitCode: 0, stdout: JSON.stringify(output), stderr: "", milliseconds: 1, error: undefined };
}

/** The runner reads the code and the sentence from the standard error itself. */
function failed(stderr: string): AzResult {
  return { exitCode: 1, stdout: "", stderr, milliseconds: 1, error: { code: undefined, message: stderr } };
}
