import { describe, expect, test } from "vitest";
import { azureKinds } from "../../src/azure/kinds.ts";
import { localKinds } from "../../src/local/kinds.ts";
import { declarationsSchema, fillDeclaration, valuesOf, type Declared } from "../../src/tutorial/declaration.ts";

const schema = declarationsSchema(azureKinds);
const values: Record<string, string> = { vaultName: "v", group: "g", access: "rbac", days: "7 days" };

/** Reads one declaration and fills it in. */
function filled(raw: object): Declared | undefined {
  const [declaration] = schema.parse([raw]);
  if (declaration === undefined) throw new Error("there is none");
  return fillDeclaration(azureKinds, "makes", declaration, (name) => values[name] ?? `no ${name}`);
}

test("the first key is the kind, though others are kinds' names too", () => {
  const vault = { vault: "${vaultName}", "resource-group": "${group}", access: "${access}", retention: "${days}" };
  const declared = filled(vault);
  expect(declared).toMatchObject({ kind: "vault", address: "v", state: "live" });
  expect([declared?.expected["resourceGroup"]?.words, declared?.expected["retention"]?.words]).toEqual(["g", "7 days"]);
});

test("what is not said of a new one is as usual, and nothing is expected so of one that is changed", () => {
  expect(filled({ vault: "v" })?.usual["purgeProtection"]?.words).toBe("false");
  const [declaration] = schema.parse([{ vault: "v", retention: "7 days" }]);
  const changed = declaration && fillDeclaration(azureKinds, "changes", declaration, String);
  expect([Object.keys(changed?.expected ?? {}), changed?.usual]).toEqual([["retention"], {}]);
});

test("one that holds for other values does not apply", () => {
  expect(filled({ vault: "v", when: { access: "policy" } })).toBeUndefined();
  expect(filled({ vault: "v", when: { access: "rbac" } })).toMatchObject({ address: "v" });
});

test("what is removed is deleted, or gone where its kind knows no such state", () => {
  const [secret, role] = schema.parse([
    { secret: "v/s" },
    { "role-assignment": "Reader", principal: "p", scope: "vault v" },
  ]);
  const states = [secret, role].map((each) => each && fillDeclaration(azureKinds, "removes", each, String)?.state);
  expect(states).toEqual(["deleted", "gone"]);
});

test("the linter is told every value that a declaration uses", () => {
  const [declaration] = schema.parse([{ vault: "${a}", tags: { t: "${b}" }, when: { c: "x" } }]);
  expect(declaration && valuesOf(declaration)).toEqual(["a", "b", "c"]);
});

describe("what is wrong in a declaration is said with its place", () => {
  test.each([
    ["an unknown kind", { safe: "x" }, ["safe"], "'safe' is no kind of resource"],
    ["a name that is no text", { vault: 3 }, ["vault"], "a name is text"],
    ["a value that the kind does not take", { vault: "v", access: "roles" }, ["access"], "it is one of policy, rbac"],
    ["a retention without days", { vault: "v", retention: "a week" }, ["retention"], "it is a number of days"],
    ["a key that the kind does not know", { vault: "v", colour: "red" }, [], "Unrecognized key"],
    [
      "a key in the spelling of YAML",
      { vault: "v", "purge-protection": "yes" },
      ["purge-protection"],
      "expected boolean",
    ],
    ["a survivor without a reason", { vault: "v", survives: { until: "x" } }, ["survives", "why"], "expected string"],
  ])("%s", (_, raw, path, message) => {
    const [issue] = schema.safeParse([raw]).error?.issues ?? [];
    expect(issue).toMatchObject({ path: [0, ...path], message: expect.stringContaining(message) });
  });

  test("a value that is filled in and not taken is the input's fault", () => {
    values["access"] = "roles";
    expect(() => filled({ vault: "${vaultName}", access: "${access}" })).toThrow(
      "The vault 'v' cannot be declared so: access: it is one of policy, rbac.",
    );
    values["access"] = "rbac";
  });
});

test("another platform has kinds of its own", () => {
  const declaration = { package: "@azure/identity@4.14.1" };
  expect(schema.safeParse([declaration]).success).toBe(false);
  const [read] = declarationsSchema(localKinds).parse([declaration]);
  const declared = read && fillDeclaration(localKinds, "makes", read, String);
  expect([declared?.address, declared?.expected["version"]?.words]).toEqual(["@azure/identity", "4.14.1"]);
});
