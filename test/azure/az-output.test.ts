import { expect, test } from "vitest";
import type { AzResult } from "../../src/azure/az.ts";
import { readAzOutput } from "../../src/azure/az-output.ts";
import { exitCodes } from "../../src/errors.ts";

const failure = { message: "az could not get an access token.", hint: "Sign in." };

function read(result: Partial<AzResult>): unknown {
  return readAzOutput(
    { exitCode: 0, stdout: "", stderr: "", milliseconds: 1, error: undefined, ...result },
    ["a"],
    failure,
  );
}

test("what az printed is read", () => {
  expect(read({ stdout: '{"a": 1}' })).toEqual({ a: 1 });
});

test.each(["Welcome to this machine!\n{}", "", "null", "{}"])(
  "an az that prints '%s' is the reader's set-up",
  (stdout) => {
    expect(() => read({ stdout })).toThrow(expect.objectContaining({ exitCode: exitCodes.setUp, original: stdout }));
  },
);

test.each([
  ["ERROR: AADSTS700082: The refresh token has expired.\n", "setUp", "(Known by: AADSTS700082)"],
  ["ERROR: Failed to resolve 'login.microsoftonline.com'\n", "unwell", "Check the network"],
  ["ERROR: AADSTS53003: Access has been blocked.\n", "notAllowed", "(Known by: AADSTS53003)"],
  ["ERROR: something new\n", "setUp", "Sign in."],
] as const)("an az that says %s fails by the class %s", (stderr, of, hint) => {
  expect(() => read({ exitCode: 1, stderr, error: { code: undefined, message: stderr } })).toThrow(
    expect.objectContaining({ exitCode: exitCodes[of], hint: expect.stringContaining(hint) }),
  );
});

test("an az that hangs is Azure's or the network's", () => {
  expect(() => read({ exitCode: 128, timedOut: true })).toThrow(
    expect.objectContaining({
      exitCode: exitCodes.unwell,
      message: expect.stringContaining("did not end in its time"),
    }),
  );
});
