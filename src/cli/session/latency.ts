import { exitCodes, SurestepError } from "../../errors.ts";
import { parseDuration } from "../../tutorial/duration.ts";
import { noLatency, realisticLatency, type Latency } from "../../simulator/latency.ts";

/**
 * Reads `--latency`: `none`, `realistic`, or single values such as `roleAssignment=30s,vaultPurge=2m`; these may follow
 * `realistic`, as in `realistic,vaultPurge=5s`.
 * @throws SurestepError (exit code 2) that lists the names
 */
export function readLatency(text: string): Latency {
  let latency = noLatency;
  for (const part of text.split(",").map((each) => each.trim())) {
    if (part === "none") latency = noLatency;
    else if (part === "realistic") latency = realisticLatency;
    else latency = { ...latency, ...single(part) };
  }
  return latency;
}

function single(part: string): Partial<Latency> {
  const [name = "", time = ""] = part.split("=");
  const milliseconds = parseDuration(/^\d+$/.test(time) ? `${time}s` : time);
  if (!Object.hasOwn(noLatency, name) || milliseconds === undefined) {
    throw new SurestepError(`'${part}' is no latency.`, {
      hint: `It is none, realistic, or name=30s for one of ${Object.keys(noLatency).join(", ")}, with commas between.`,
      exitCode: exitCodes.badInput,
    });
  }
  return { [name]: milliseconds };
}
