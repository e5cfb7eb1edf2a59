import { expect, test } from "vitest";
import { variantsOf } from "../../src/proof/variants.ts";

const input = { about: "a choice", default: "a", secret: false };

test("every combination of the choices is a variant, but for those that are made", () => {
  const inputs = {
    access: { ...input, oneOf: ["policy", "rbac"] },
    shell: { ...input, oneOf: ["bash", "pwsh"] },
    name: input,
  };
  expect(variantsOf({ inputs }, { shell: "bash", name: "x" })).toEqual([
    { shell: "bash", name: "x", access: "policy" },
    { shell: "bash", name: "x", access: "rbac" },
  ]);
  expect(variantsOf({ inputs }, {})).toHaveLength(4);
});

test("a tutorial without choices has one variant", () => {
  expect(variantsOf({ inputs: {} }, {})).toEqual([{}]);
});
