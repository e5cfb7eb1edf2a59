// Measures what the design promises, in elapsed and in processor time, as ratios within this one run where it can. Prints
// tables; asserts nothing.
//   npm run bench                              everything that needs no official az: five minutes
//   npm run bench -- <path of an az> [rounds]  also the whole tutorial with that az, over plain scripts; 5 rounds unless said
//   npm run bench -- --only <group>            start, steps, built-in, requests, latency or whole
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { benchLatency } from "./latency.ts";
import { benchManySteps } from "./many-steps.ts";
import { benchRequests } from "./requests.ts";
import { benchBuiltIn, benchStart } from "./start.ts";
import { benchWhole } from "./whole.ts";

const { values, positionals } = parseArgs({ options: { only: { type: "string" } }, allowPositionals: true });
const [az, rounds = "5"] = positionals;
const groups: Record<string, () => void | Promise<void>> = {
  start: benchStart,
  steps: benchManySteps,
  "built-in": benchBuiltIn,
  requests: benchRequests,
  latency: benchLatency,
  ...(az === undefined ? {} : { whole: () => benchWhole(resolve(az), Number(rounds)) }),
};
for (const [name, bench] of Object.entries(groups)) if ((values.only ?? name) === name) await bench();
