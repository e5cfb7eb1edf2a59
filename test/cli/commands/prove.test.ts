import { resolve } from "node:path";
import { expect, test } from "vitest";
import { surestep } from "../small-io.ts";

const groups = ["--tutorial", resolve("test/proof/groups/tutorial.yaml")];

test("prove shows each step with what its verification is worth, and ends with 1 where a mutant survived", async () => {
  const { exitCode, stdout } = await surestep(["prove", ...groups, "--set", "way=near", "--step", "make-weak"]);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(
    /^way=near\n +red before {2}green after {2}killed {2}equivalent {2}survived\nmake-weak {2}yes/,
  );
  expect(stdout).toContain("survived  make-weak: PUT management /resourcegroups/weak\n    location: another value\n");
  expect(stdout).toMatch(/\n\d+ of \d+ mutants killed, [\d.]+ %; \d+ more changed nothing that can be observed\.\n$/);
});

test("prove of every variant is told as JSON, and ends with 0 where enough are killed", async () => {
  const { exitCode, stdout } = await surestep([
    "prove",
    ...groups,
    "--step",
    "make-weak",
    "--at-least",
    "50",
    "--json",
  ]);
  expect(exitCode).toBe(0);
  const { score, variants } = JSON.parse(stdout);
  expect(score).toBeGreaterThan(50);
  expect(variants.map(({ set }: { set: object }) => set)).toEqual([{ way: "near" }, { way: "far" }]);
  expect(variants[0].mutants).toContainEqual(
    expect.objectContaining({ step: "make-weak", how: "acknowledged, and not carried out", fate: "killed" }),
  );
});

test("prove is refused for a step that is not there, and says why a tutorial that fails cannot be proved", async () => {
  const unknown = await surestep(["prove", ...groups, "--step", "make-good"]);
  expect(unknown.exitCode).toBe(2);
  expect(unknown.stderr).toContain("The steps are make-strong, make-weak, clean-up.");
  const broken = await surestep(["prove", "--tutorial", resolve("test/proof/groups/broken.yaml")]);
  expect(broken.exitCode).toBe(1);
  expect(broken.stderr).toContain("The step make-strong fails as it is, so there is nothing to prove");
  expect(broken.stderr).toContain("resource group strong: expected location: westus, found location: eastus");
});
