import { describe, expect, test } from "vitest";
import { foldOutput } from "../../src/cli/terminal/fold-output.ts";
import { readLatency } from "../../src/cli/session/latency.ts";
import { combinations, readSdk } from "../../src/cli/commands/matrix-versions.ts";
import { collect, countOf, durationOf, portOf } from "../../src/cli/read-option.ts";
import { childEnvironment, withoutOwnAzure } from "../../src/cli/session/environment.ts";
import { noLatency, realisticLatency } from "../../src/simulator/latency.ts";

describe("an option", () => {
  test("that sets an input keeps what stands after the first sign of equality", () => {
    expect(collect("a=b=c", { x: "y" })).toEqual({ x: "y", a: "b=c" });
    expect(() => collect("nothing", {})).toThrow(/input=value/);
  });

  test("that is a time has a unit", () => {
    expect([durationOf("90s"), durationOf("2h"), durationOf("1d")]).toEqual([90_000, 7_200_000, 86_400_000]);
    expect(() => durationOf("2")).toThrow(/such as 2h/);
  });

  test("that is a port or a count is a number in its range", () => {
    expect([portOf("8080"), countOf("3")]).toEqual([8080, 3]);
    for (const text of ["0", "70000", "x"]) expect(() => portOf(text)).toThrow(/1 to 65535/);
    for (const text of ["0", "1.5", "x"]) expect(() => countOf(text)).toThrow(/1 or more/);
  });
});

describe("--latency", () => {
  test("is none, realistic, or single values on top", () => {
    expect(readLatency("none")).toEqual(noLatency);
    expect(readLatency("realistic")).toEqual(realisticLatency);
    expect(readLatency("realistic,vaultPurge=5s")).toEqual({ ...realisticLatency, vaultPurge: 5000 });
    expect(readLatency("roleAssignment=2m")).toEqual({ ...noLatency, roleAssignment: 120_000 });
  });

  test("with an unknown name lists the known ones", () => {
    expect(() => readLatency("purge=3s")).toThrow(/'purge=3s' is no latency/);
  });
});

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

describe("what a command printed", () => {
  test("is folded: a few members of JSON, and how many more there are", () => {
    const output = 'WARNING: old\n{ "id": "1", "tags": {}, "name": "n", "type": "t", "x": 1 }';
    expect(foldOutput(output, 80)).toBe('{ id: "1", name: "n", type: "t", … 2 more }');
  });

  test("is folded to its last line where it is no JSON, and cut to the width", () => {
    expect(foldOutput("one\nadded 50 packages", 80)).toBe("added 50 packages");
    expect(foldOutput("x".repeat(50), 10)).toBe(`${"x".repeat(9)}…`);
    expect(foldOutput("WARNING: nothing else", 80)).toBe("");
  });
});

describe("the environment of a child process", () => {
  test("has nothing that npm added for a script", () => {
    const environment = childEnvironment({
      PATH: "/bin",
      npm_package_json: "x",
      npm_config_registry: "r",
      INIT_CWD: "/",
    });
    expect(environment).toEqual({ PATH: "/bin", npm_config_registry: "r" });
  });

  test("of a simulated run has nothing of the reader's own Azure", () => {
    expect(withoutOwnAzure({ PATH: "/bin", AZURE_CLIENT_ID: "x", ARM_TENANT_ID: "y" })).toEqual({ PATH: "/bin" });
  });
});
