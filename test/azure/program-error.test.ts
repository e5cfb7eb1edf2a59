import { expect, test } from "vitest";
import { readProgramError } from "../../src/azure/program-error.ts";

test.each([
  {
    of: "an error that nobody caught",
    stderr:
      "index.js:1\nthrow new TypeError('x');\n^\n\nTypeError: x\n    at main (index.js:1:7)\n\nNode.js v26.10.0\n",
    error: { code: undefined, message: "TypeError: x" },
  },
  {
    of: "an error with a code in front",
    stderr:
      "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'x'\n    at a (b:1:1) {\n  code: 'ERR_MODULE_NOT_FOUND'\n}\n",
    error: { code: "ERR_MODULE_NOT_FOUND", message: "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'x'" },
  },
  {
    of: "a warning before the error",
    stderr: '(node:1) [DEP0040] DeprecationWarning: punycode\nRestError: no\n {\n  "code": "Forbidden"\n}\n',
    error: { code: "Forbidden", message: "RestError: no" },
  },
  {
    of: "an error with a cause: the error that was thrown",
    stderr: "Error: the whole failed\n    at a (b:1:1) {\n  [cause]: Error: a part failed\n}\n\nNode.js v26.10.0\n",
    error: { code: undefined, message: "Error: the whole failed" },
  },
  {
    of: "a sentence of the program's own",
    stderr: "The vault is closed.\n\nNode.js v26.10.0\n",
    error: { code: undefined, message: "The vault is closed." },
  },
  { of: "nothing", stderr: "", error: { code: undefined, message: "" } },
])("of a Node.js program that writes $of, the line is read that decides", ({ stderr, error }) => {
  expect(readProgramError("node", stderr)).toEqual(error);
});

test("of az that broke down, what it broke down with is read", () => {
  const stderr =
    "ERROR: The command failed with an unexpected error. Here is the traceback:\nERROR: HTTP Error: 503\nTraceback …\n";
  expect(readProgramError("az", stderr)).toEqual({ code: undefined, message: "HTTP Error: 503" });
});
