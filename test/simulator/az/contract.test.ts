import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startSimulator } from "../../../src/simulator/simulator.ts";
import type { Simulator } from "../../../src/simulator/simulator.ts";
import { createState } from "../../../src/simulator/store.ts";
import { builtInAz, copyProfile, environment, officialAz } from "./az.ts";
import type { Az, AzAnswer } from "./az.ts";
import { argumentsOf } from "./contract-case.ts";
import type { ContractCase } from "./contract-case.ts";
import { contract } from "./contract.ts";
import { comparable, errorOf } from "./comparable.ts";

/** Path of an official az to hold against the built-in one. */
const officialFile = process.env["SURESTEP_AZ"];

/** An Azure with nothing in it, and a profile of each az in which its person is signed in: every case starts from copies. */
const origin = mkdtempSync(join(tmpdir(), "surestep-contract-"));
const profiles = { builtIn: join(origin, "built-in"), official: join(origin, "official") };

beforeAll(async () => {
  const random = { guid: () => randomUUID(), hex: (bytes: number) => randomBytes(bytes).toString("hex") };
  writeFileSync(join(origin, "state.json"), JSON.stringify(await createState(random)), { mode: 0o600 });
  const simulator = await startSimulator({ folder: origin });
  await signIn(builtInAz(environment(simulator, profiles.builtIn)));
  if (officialFile !== undefined) await signIn(officialAz(officialFile, environment(simulator, profiles.official)));
  await simulator.close();
}, 60_000);

afterAll(() => rmSync(origin, { recursive: true }));

async function signIn(az: Az): Promise<void> {
  const answer = await az(["login", "--use-device-code"]);
  expect(answer.exitCode, answer.stderr).toBe(0);
}

/** Brings a case's state about with the built-in az, and leaves it on disk. */
async function arrange({ given, signedIn }: ContractCase): Promise<{ folder: string; profile: string }> {
  const folder = mkdtempSync(join(tmpdir(), "surestep-contract-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(join(origin, "state.json"), join(folder, "state.json"));
  const profile = copyProfile(signedIn === false ? "" : profiles.builtIn, folder, "built-in");
  const simulator = await startSimulator({ folder });
  const az = builtInAz(environment(simulator, profile));
  for (const line of given) {
    const answer = await az(argumentsOf(line, simulator.azure.state));
    expect(answer.exitCode, `${line}\n${answer.stderr}`).toBe(0);
  }
  await simulator.close();
  return { folder, profile };
}

/** Runs a case's command line, and what has to come before it, in a copy of its state. */
async function act(
  one: ContractCase,
  folder: string,
  createAz: (simulator: Simulator) => Az,
  before: readonly string[] = [],
): Promise<AzAnswer> {
  const copy = mkdtempSync(join(tmpdir(), "surestep-contract-"));
  onTestFinished(() => rmSync(copy, { recursive: true }));
  cpSync(join(folder, "state.json"), join(copy, "state.json"));
  const simulator = await startSimulator({ folder: copy });
  onTestFinished(() => simulator.close());
  const az = createAz(simulator);
  for (const line of before) await az(argumentsOf(line, simulator.azure.state));
  return await az(argumentsOf(one.when, simulator.azure.state));
}

describe("the built-in az", () => {
  test.each(contract)("$name", async (one) => {
    const { folder, profile } = await arrange(one);
    const answer = await act(one, folder, (simulator) => builtInAz(environment(simulator, profile)));
    expect(answer.exitCode, answer.stderr).toBe(one.exitCode);
    expect(answer.stdout === "" ? undefined : JSON.parse(answer.stdout)).toEqual(one.output);
    const error = errorOf(answer.stderr);
    expect(error?.slice(0, one.error?.length ?? error.length)).toBe(one.error);
  });
});

describe.runIf(officialFile !== undefined)("the official az does the same: it", () => {
  test.each(contract)(
    "$name",
    async (one) => {
      const { folder, profile } = await arrange(one);
      const builtIn = await act(one, folder, (simulator) => builtInAz(environment(simulator, profile)));
      const own = copyProfile(one.signedIn === false ? "" : profiles.official, folder, "official");
      // Who is signed in is no part of Azure's state: each az has to sign in itself.
      const signIns = one.given.filter((line) => line.startsWith("login "));
      const create = (simulator: Simulator) => officialAz(officialFile ?? "", environment(simulator, own));
      const official = await act(one, folder, create, signIns);
      expect(official.exitCode, official.stderr).toBe(one.exitCode);
      expect(comparable(official, one.differs)).toEqual(comparable(builtIn, one.differs));
    },
    120_000,
  );
});
