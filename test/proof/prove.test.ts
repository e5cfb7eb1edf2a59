import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { createBuiltInAz } from "../../src/cli/session/built-in-az.ts";
import { readTutorial } from "../../src/cli/session/platforms.ts";
import type { MutantResult } from "../../src/proof/judge-mutant.ts";
import { openWorld } from "../../src/proof/open-world.ts";
import { prove, type Proof } from "../../src/proof/prove.ts";
import { scoreOf } from "../../src/proof/score.ts";

async function proofOf(file: string): Promise<Proof> {
  const base = mkdtempSync(join(tmpdir(), "proof-"));
  const world = await openWorld({
    ...{ tutorial: await readTutorial({ cwd: process.cwd() }, file), set: {}, base, node: process.execPath },
    ...{ environment: { PATH: process.env["PATH"] }, signal: new AbortController().signal },
    createAz: createBuiltInAz,
  });
  try {
    return await prove(world);
  } finally {
    await world.close();
    rmSync(base, { recursive: true, force: true });
  }
}

const wordsOf = ({ where, how }: MutantResult): string => `${where}: ${how}`;

describe("a tutorial with a strong and a weak step", () => {
  let proof: Proof;
  const fate = (step: string, which: MutantResult["fate"]): MutantResult[] =>
    proof.mutants.filter((each) => each.step === step && each.fate === which);

  beforeAll(async () => {
    proof = await proofOf("test/proof/groups/tutorial.yaml");
  });

  test("is red before and green after in every step", () => {
    expect(proof.steps).toEqual(
      ["make-strong", "make-weak", "clean-up"].map((id) => ({ id, isRedBefore: true, isGreenAfter: true })),
    );
  });

  test("has every mutant of the strong one killed that changes something", () => {
    expect(fate("make-strong", "survived").map(wordsOf)).toEqual([]);
    const killed = fate("make-strong", "killed").map((each) => [wordsOf(each), each.killedBy?.check]);
    expect(killed).toContainEqual([
      "PUT management /resourcegroups/strong: acknowledged, and not carried out",
      "resource group strong",
    ]);
    expect(killed).toContainEqual([
      "PUT management /resourcegroups/strong: something of somebody else is removed beside it",
      "not asked for: - resource group bystander (eastus)",
    ]);
    expect(killed).toContainEqual([
      "az group create --name strong -l eastus --tags 'surestep=${mark}': -l eastusx in place of eastus",
      expect.stringContaining("az group create"),
    ]);
  });

  test("has what the weak one does not look at reported as survived", () => {
    expect(fate("make-weak", "survived").map(wordsOf)).toEqual([
      "PUT management /resourcegroups/weak: location: another value",
    ]);
    expect(fate("make-weak", "killed").length).toBeGreaterThan(5);
    expect(scoreOf([proof])).toBeLessThan(100);
  });

  test("has what is the same in the end called equivalent: a group that is asked for twice, and one that is deleted twice", () => {
    expect(fate("make-strong", "equivalent").map(wordsOf)).toContain(
      "PUT management /resourcegroups/strong: carried out twice",
    );
    expect(fate("clean-up", "equivalent").map(wordsOf)).toContain(
      "DELETE management /resourcegroups/weak: carried out twice",
    );
  });

  test("has what is undone some seconds later noticed by the step after it", () => {
    const undone = proof.mutants.find(({ step, how }) => step === "make-strong" && how.startsWith("undone"));
    expect(undone).toMatchObject({ fate: "killed", killedBy: { step: expect.stringMatching(/^make-/) } });
  });
});

test("a tutorial without a cloud is proved by its commands and programs", async () => {
  const { steps, mutants } = await proofOf("test/tutorials/local/tutorial.yaml");
  expect(steps.every(({ isRedBefore, isGreenAfter }) => isRedBefore && isGreenAfter)).toBe(true);
  expect(mutants.filter(({ fate }) => fate === "survived").map(wordsOf)).toEqual([]);
  expect(mutants.map(wordsOf)).toContain("node write-greeting.js: prints the right words, and does nothing");
});

test("a tutorial whose step fails as it is proves nothing, and says which step and how to see it", async () => {
  await expect(proofOf("test/proof/groups/broken.yaml")).rejects.toMatchObject({
    message: expect.stringContaining("The step make-strong fails as it is, so there is nothing to prove"),
    hint: "See it fail with: surestep tutorial --until make-strong",
  });
});
