import { describe, expect, test } from "vitest";
import {
  compareVersions,
  isBroken,
  knownProblems,
  problemBehind,
  problems,
} from "../../src/azure/known-az-versions.ts";

const debian = { distribution: "debian" } as const;

function breakages(version: string, program = {}): string[] {
  return knownProblems(version, program).map((problem) => problem.breaks);
}

describe("what is known of an az", () => {
  test("Debian's 2.45.0 is broken: it has no secret commands and cannot assign a role", () => {
    expect(isBroken("2.45.0", debian)).toBe(true);
    expect(knownProblems("2.45.0", debian)[0]).toMatchObject({ severity: "broken", distribution: "debian" });
    expect(breakages("2.45.0", debian)).toContainEqual(expect.stringContaining("azure.keyvault.v7_0"));
  });

  test("the same version from the registry is not broken, nor is any other of Debian", () => {
    expect(isBroken("2.45.0")).toBe(false);
    expect(isBroken("2.46.0", debian)).toBe(false);
    expect(isBroken("2.44.1", debian)).toBe(false);
  });

  test("since 2.61.0 a new vault refuses access policies", () => {
    const sentence = expect.stringContaining("set-policy refuses");
    expect(breakages("2.60.0")).not.toContainEqual(sentence);
    expect(breakages("2.61.0")).toContainEqual(sentence);
    expect(breakages("2.91.0")).toContainEqual(sentence);
  });

  test.each([
    ["2.75.0", "2.76.0", "claims challenge"],
    ["2.89.1", "2.90.0", "27 February 2027"],
    ["2.24.2", "2.25.0", "verified domain"],
    ["2.36.0", "2.37.0", "Azure AD Graph"],
  ])("%s has a problem that %s has no more: %s", (before, since, words) => {
    expect(breakages(before)).toContainEqual(expect.stringContaining(words));
    expect(breakages(since)).not.toContainEqual(expect.stringContaining(words));
  });

  test("broken things come before findings", () => {
    const severities = knownProblems("2.45.0", debian).map((problem) => problem.severity);
    expect(severities).toEqual(severities.toSorted());
    expect(new Set(severities)).toEqual(new Set(["broken", "finding"]));
  });

  test("every entry says what breaks and what to do in a sentence, and where it is told", () => {
    for (const problem of problems) {
      expect(problem.breaks).toMatch(/\.$/);
      expect(problem.remedy).toMatch(/\.$/);
      expect(problem.source).not.toBe("");
      expect(problem.commands).not.toHaveLength(0);
    }
  });
});

describe("the order of versions", () => {
  test("is by number, not by letter", () => {
    expect(["2.100.0", "2.9.1", "2.89.1", "2.89.0"].toSorted(compareVersions)).toEqual([
      "2.9.1",
      "2.89.0",
      "2.89.1",
      "2.100.0",
    ]);
  });

  test("takes a missing number for zero", () => {
    expect(compareVersions("2.61", "2.61.0")).toBe(0);
    expect(compareVersions("2.61", "2.61.1")).toBeLessThan(0);
    expect(compareVersions("2.61.0", "2.61")).toBe(0);
    expect(compareVersions("2.61.1", "2.61")).toBeGreaterThan(0);
  });
});

describe("what is known of an az explains a failure", () => {
  const known = knownProblems("2.91.0");
  const said = "Cannot set policies to a vault with '--enable-rbac-authorization' specified";
  const [line, found] = ["az keyvault set-policy -n v --spn s", "the vault has enableRbacAuthorization: true"];

  test("where the command, what az said and how the vault looks fit", () => {
    expect(problemBehind(known, { line, said, found })).toMatchObject({ from: "2.61.0" });
  });

  test.each([
    ["az said something else", { line, said: "Unable to get object id from principal name.", found }],
    ["the vault uses policies", { line, said, found: "the vault has enableRbacAuthorization: false" }],
    ["nobody could look at the vault", { line, said, found: undefined }],
    ["another command failed", { line: "az keyvault delete -n v", said, found }],
  ])("and not where %s", (_, failure) => {
    expect(problemBehind(known, failure)).toBeUndefined();
  });
});
