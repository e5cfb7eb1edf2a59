import { describe, expect, test } from "vitest";
import { collect, countOf, durationOf, portOf } from "../../src/cli/read-option.ts";

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
