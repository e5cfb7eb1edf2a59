import { describe, expect, test } from "vitest";
import { combinations, readSdk } from "../../../src/cli/commands/matrix-versions.ts";

describe("--sdk", () => {
  test("names a version of the secrets package, or of the other one by its name", () => {
    expect(readSdk("4.9.0,identity@4.13.0,@azure/keyvault-secrets@4.12.0").map(({ spec }) => spec)).toEqual([
      "@azure/keyvault-secrets@4.9.0",
      "@azure/identity@4.13.0",
      "@azure/keyvault-secrets@4.12.0",
    ]);
    expect(() => readSdk("a b")).toThrow(/no version of the SDK/);
  });

  test("is combined with each az", () => {
    const titles = combinations(["2.61.0", "builtin"], readSdk("4.9.0,4.12.0")).map(({ title }) => title);
    expect(titles).toHaveLength(4);
    expect(titles[0]).toBe("az 2.61.0, @azure/keyvault-secrets@4.9.0");
  });
});
