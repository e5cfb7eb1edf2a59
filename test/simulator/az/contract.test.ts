import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { State } from "../../../src/simulator/state.ts";
import { createState } from "../../../src/simulator/store.ts";
import { countingRandom } from "../azure.ts";
import { builtInAz, officialAz } from "./az.ts";
import { openBench } from "./bench.ts";
import type { Bench, BenchOutcome } from "./bench.ts";
import { contract } from "./contract.ts";
import type { Case } from "./contract/case.ts";
import { steady } from "./steady.ts";

/** The path of an official az to hold against the built-in one, where the variable names one. */
const officialFiles = [process.env["SURESTEP_AZ"]].filter((file) => file !== undefined);
/** The official az takes its seconds. */
const patience = 60_000;

const now = Math.floor(Date.now() / 1000) * 1000;
let base: State;
let builtIn: Bench;

beforeAll(async () => {
  base = await createState(countingRandom());
  builtIn = await openBench(builtInAz, base, now);
});
afterAll(() => builtIn.close());

describe("the built-in az keeps the contract:", () => {
  test.each(contract)("$title", async (line) => {
    const { exitCode, stdout, stderr } = await builtIn.run(line);
    const prints: unknown = stdout === "" ? undefined : JSON.parse(stdout);
    const expected = { exitCode: line.exitCode ?? 0, prints: line.prints, says: line.says ?? "" };
    const parts = line.says?.filter((part) => stderr.includes(part)) ?? stderr;
    // Where the command did something else altogether, all that it says tells why.
    const says = exitCode === expected.exitCode ? parts : stderr;
    expect({ exitCode, prints, says }).toEqual(expected);
  });
});

describe.each(officialFiles)("the official az answers the same:", (file) => {
  let official: Bench;
  beforeAll(async () => {
    official = await openBench(officialAz(file), base, now);
  }, patience);
  afterAll(() => official.close());

  test.each(contract)(
    "$title",
    async (line) => {
      const [mine, theirs] = [await builtIn.run(line), await official.run(line)];
      expect(comparable(mine, line)).toEqual(comparable(theirs, line));
    },
    patience,
  );
});

/** What two az must have in common: all of it, apart from what the contract says is meant to differ. */
function comparable({ exitCode, stdout, stderr, requests }: BenchOutcome, { differs }: Case): object {
  return {
    exitCode,
    stdout: differs?.in === "output" ? undefined : steady(stdout, base),
    requests: differs?.in === "requests" ? undefined : requests.map((request) => steady(request, base)),
    stderr: steady(differs?.in === "advice" ? (stderr.split("\n", 1)[0] ?? "") : stderr, base),
  };
}
