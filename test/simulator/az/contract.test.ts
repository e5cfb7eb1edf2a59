import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { azureKinds } from "../../../src/azure/kinds.ts";
import { readTutorial } from "../../../src/cli/session/platforms.ts";
import { splitCommand } from "../../../src/tutorial/command.ts";
import type { Resource } from "../../../src/tutorial/resource.ts";
import type { State } from "../../../src/simulator/state.ts";
import { createState } from "../../../src/simulator/create-state.ts";
import { createSigningKey } from "../../../src/simulator/token.ts";
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
  base = { ...createState(countingRandom()), signingKey: await createSigningKey("a-key") };
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

describe("the contract has a line for", async () => {
  const { steps } = await readTutorial({ cwd: "." }, "tutorial.yaml");
  const ofAz = steps.flatMap(({ run, asWritten }) => [run, asWritten].flat()).filter(({ words }) => words[0] === "az");
  // Where the article's reader answers a question, the runner says it by the option.
  const commands = ofAz.map(({ words, answer }) => (answer === "y" ? words.concat("--yes") : words));
  // What the verifications ask: src/azure/{az-secret,azure,token}.ts. Then what a clean-up that does not wait adds.
  const asked = [
    "az keyvault secret show --vault-name v --name s --output json",
    "az account get-access-token --scope s --output json",
    "az account show",
    "az group delete -n g --yes --no-wait",
    "az keyvault purge -n v -l l --no-wait",
  ];
  const all = [...commands, ...removals(), ...asked.map((line) => splitCommand(line))];
  const known = contract.map(({ az }) => formOf(splitCommand(`az ${az}`)));

  test.each([...new Set(all.map(formOf))])("%s", (form) => {
    expect(known).toContain(form);
  });
});

/** The commands by which each kind of resource that the simulator plays goes from live to deleted, and from there to absent. */
function removals(): string[][] {
  const properties = { vault: "v", principal: "p", resourceGroup: "g", location: "l" };
  const one = (kind: string, state: Resource["state"]): Resource => ({
    ...{ kind, address: "v/s", identity: "i", id: "i" },
    ...{ state, properties },
  });
  const states = ["live", "deleted"] as const;
  const played = azureKinds.filter(({ name }) => name !== "resource");
  return played.flatMap((kind) => states.flatMap((state) => kind.removal(one(kind.name, state))));
}

/** A command without the values of its options; how its output is written makes no difference. */
function formOf(words: readonly string[]): string {
  const first = words.findIndex((word) => word.startsWith("-"));
  const options = words.filter((word) => /^--?[a-z]/.test(word) && word !== "--output");
  return [...words.slice(0, first === -1 ? words.length : first), ...options.toSorted()].join(" ");
}

/** What two az must have in common: all of it, apart from what the contract says is meant to differ. */
function comparable({ exitCode, stdout, stderr, requests }: BenchOutcome, { differs }: Case): object {
  return {
    exitCode,
    stdout: differs?.in === "output" ? undefined : steady(stdout, base),
    requests: differs?.in === "requests" ? undefined : requests.map((request) => steady(request, base)),
    stderr: steady(differs?.in === "advice" ? (stderr.split("\n", 1)[0] ?? "") : stderr, base),
  };
}
