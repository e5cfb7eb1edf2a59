import { describe, expect, test } from "vitest";
import { globalOptions, parseArguments } from "../../../src/simulator/az/arguments.ts";
import { UsageError } from "../../../src/simulator/az/error.ts";

const options = {
  name: { names: ["--name", "-n"], required: true },
  location: { names: ["--location", "-l"] },
  rbac: { names: ["--enable-rbac-authorization"], kind: "boolean" },
  purge: { names: ["--enable-purge-protection"], kind: "boolean" },
  secrets: { names: ["--secret-permissions"], kind: "list", choices: ["get", "list", "wrapKey"] },
  yes: { names: ["--yes", "-y"], kind: "flag" },
} as const;

function parse(...args: string[]) {
  return parseArguments(options, args, "az thing");
}

function failure(...args: string[]): UsageError {
  try {
    parse(...args);
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error("It was accepted.");
}

describe("an option's value", () => {
  test.each([
    ["behind a long name", ["--name", "x"]],
    ["behind a short name", ["-n", "x"]],
    ["behind an equals sign", ["--name=x"]],
    ["close behind a short name", ["-nx"]],
    ["behind a name cut short", ["--na", "x"]],
    ["said twice, where the last one counts", ["-n", "y", "-n", "x"]],
  ])("stands %s", (_, args) => {
    expect(parse(...args).name).toBe("x");
  });

  test("may be empty, hold an equals sign, be a negative number or a sentence that begins with a hyphen", () => {
    expect(parse("-n", "").name).toBe("");
    expect(parse("--name=a=b").name).toBe("a=b");
    expect(parse("-n", "-5").name).toBe("-5");
    expect(parse("-n", "-a sentence").name).toBe("-a sentence");
  });

  test("is undefined where the option is not given, false for a flag", () => {
    expect(parse("-n", "x")).toEqual({
      name: "x",
      location: undefined,
      rbac: undefined,
      purge: undefined,
      secrets: undefined,
      yes: false,
    });
  });
});

test("a three-state flag is true when it stands alone, else what is said, in any case", () => {
  expect(parse("-n", "x", "--enable-rbac-authorization").rbac).toBe(true);
  expect(parse("--enable-rbac-authorization", "-n", "x").rbac).toBe(true);
  expect(parse("-n", "x", "--enable-rbac-authorization", "False").rbac).toBe(false);
});

test("a list goes on to the next option, and its values are spelled as az spells them", () => {
  expect(parse("--secret-permissions", "GET", "wrapkey", "-n", "x").secrets).toEqual(["get", "wrapKey"]);
  expect(parse("-n", "x", "--secret-permissions").secrets).toEqual([]);
});

describe("az's words for", () => {
  test.each([
    ["what is missing", [], "the following arguments are required: --name/-n"],
    ["what is missing, before what is unknown", ["--bogus"], "the following arguments are required: --name/-n"],
    ["what is unknown", ["-n", "x", "--bogus", "z"], "unrecognized arguments: --bogus z"],
    ["a value too many", ["-n", "x", "z"], "unrecognized arguments: z"],
    ["a value that is missing", ["-n", "x", "-l"], "argument --location/-l: expected one argument"],
    ["an option in a value's place", ["-n", "-y"], "argument --name/-n: expected one argument"],
    [
      "a name cut too short",
      ["--enable"],
      "ambiguous option: --enable could match --enable-rbac-authorization, --enable-purge-protection",
    ],
    [
      "a value that is not allowed",
      ["-n", "x", "--enable-rbac-authorization", "maybe"],
      "az thing: 'maybe' is not a valid value for '--enable-rbac-authorization'. Allowed values: true, false.",
    ],
    [
      "one value of a list that is not allowed",
      ["-n", "x", "--secret-permissions", "get", "bogus"],
      "az thing: 'bogus' is not a valid value for '--secret-permissions'. Allowed values: get, list, wrapKey.",
    ],
  ])("%s are right, with exit code 2", (_, args, words) => {
    const { message, exitCode } = failure(...args);
    expect(message).toBe(words);
    expect(exitCode).toBe(2);
  });
});

test("help asks for nothing that is required", () => {
  expect(parseArguments({ ...options, ...globalOptions }, ["--help"], "az thing").help).toBe(true);
});
