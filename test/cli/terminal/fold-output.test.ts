import { describe, expect, test } from "vitest";
import { foldOutput } from "../../../src/cli/terminal/fold-output.ts";

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
