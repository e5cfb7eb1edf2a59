import { describe, expect, test } from "vitest";
import { exitCodes, SurestepError } from "../../src/errors.ts";
import { settleInputs } from "../../src/tutorial/inputs.ts";
import { tutorialOf } from "../runner/small-steps.ts";

const tutorial = tutorialOf([], {
  group: { about: "name of the group", default: "group-${runId}", secret: false },
  vault: {
    ...{ about: "name of the vault", default: "${group}-v", secret: false },
    ...{ pattern: /^(?:[a-z0-9-]{3,24})$/u, rule: "A vault's name has 3 to 24 characters." },
  },
  access: { about: "way in", default: "policy", oneOf: ["policy", "rbac"], secret: false },
  password: { about: "password", default: "${random}", pattern: /^(?:.{4,})$/u, rule: "At least 4.", secret: true },
});
const given = { runId: "k3v9", random: "made-up" };

function refusal(set: Record<string, string>): SurestepError {
  try {
    settleInputs(tutorial, set, given);
  } catch (error) {
    if (error instanceof SurestepError) return error;
    throw error;
  }
  throw new Error("it was not refused");
}

describe("an input", () => {
  test("that is not set has its default, made of the run's id, something random, and inputs above it", () => {
    const expected = { group: "group-k3v9", vault: "group-k3v9-v", access: "policy", password: "made-up" };
    expect(settleInputs(tutorial, {}, given)).toEqual(expected);
  });

  test("that is set counts in the defaults below it", () => {
    expect(settleInputs(tutorial, { group: "mine", access: "rbac" }, given)).toMatchObject({
      ...{ group: "mine", vault: "mine-v", access: "rbac" },
    });
  });

  test("is taken as it is: a placeholder in it is not filled in", () => {
    expect(settleInputs(tutorial, { group: "${random}", vault: "abc" }, given)).toMatchObject({ group: "${random}" });
  });

  test("that is not known is refused, and the known ones are named", () => {
    expect(refusal({ vualt: "abc" })).toMatchObject({
      message: "The tutorial has no input 'vualt'.",
      hint: "Its inputs are group, vault, access, password.",
      exitCode: exitCodes.badInput,
    });
  });

  test.each(["ab", "UPPER", "abc\ndef", " abc", "a".repeat(25)])("that breaks its rule is refused: %j", (vault) => {
    expect(refusal({ vault })).toMatchObject({
      message: `'${vault}' cannot be the name of the vault.`,
      hint: "A vault's name has 3 to 24 characters. Set it with --set vault=…",
      exitCode: exitCodes.badInput,
    });
  });

  test("that is none of its choices is refused, and they are named", () => {
    expect(refusal({ access: "none" }).hint).toBe("It is one of policy, rbac. Set it with --set access=…");
  });

  test("whose default breaks its rule is refused like any other", () => {
    expect(refusal({ group: "G" }).message).toBe("'G-v' cannot be the name of the vault.");
  });

  test("that is secret is refused without being shown", () => {
    const error = refusal({ password: "123" });
    expect(`${error.message} ${error.hint}`).not.toContain("123");
  });

  test("that has no default and is not set is left out, and so is what is made of it", () => {
    const open = tutorialOf([], {
      pin: { about: "pin", secret: true },
      both: { about: "both", default: "${pin}-${runId}", secret: true },
    });
    expect(settleInputs(open, {}, given)).toEqual({});
    expect(settleInputs(open, { pin: "1234" }, given)).toEqual({ pin: "1234", both: "1234-k3v9" });
  });
});
