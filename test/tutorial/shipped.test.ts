import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { settleInputs } from "../../src/tutorial/inputs.ts";
import { declarationsOf, secretNames } from "../../src/tutorial/tutorial.ts";
import { loadSmall } from "./small-tutorial.ts";

// Loading checks every step's words, implementation, names and order too.
const tutorial = await loadSmall(join(import.meta.dirname, "..", "..", "tutorial.yaml"));
const given = { runId: "k3v9q2ab", random: "S3cret~made.up" };
const settle = (set: Record<string, string>): unknown => settleInputs(tutorial, set, given);

describe("the tutorial that Surestep comes with", () => {
  test("ends with the step that cleans up, and has no other of that kind", () => {
    expect(tutorial.steps.filter((step) => step.cleansUp).map(({ id }) => id)).toEqual([tutorial.steps.at(-1)?.id]);
  });

  test("declares what it makes wherever az makes something, and asks of each step for a proof", () => {
    const declaring = tutorial.steps.filter((step) => declarationsOf(step).length > 0).map(({ id }) => id);
    expect(declaring).toEqual(
      expect.arrayContaining(["create-vault", "create-service-principal", "grant-access", "set-secret"]),
    );
    const unproved = tutorial.steps.filter(
      (step) =>
        !step.cleansUp &&
        declarationsOf(step).length === 0 &&
        step.implementation.verify === undefined &&
        step.run.every(({ words }) => words[0] !== "export"),
    );
    expect(unproved).toEqual([]);
  });

  test("keeps the application's password and the secret's value secret", () => {
    expect([...secretNames(tutorial)]).toEqual(expect.arrayContaining(["secretValue", "clientSecret"]));
  });

  test("puts no secret among the arguments of an installed package's script", () => {
    const secrets = secretNames(tutorial);
    const lines = tutorial.steps.flatMap((step) => step.run).filter(({ words }) => /npm|node/.test(words[0] ?? ""));
    expect(lines.filter(({ line }) => [...secrets].some((name) => line.includes(`\${${name}}`)))).toEqual([]);
  });

  test("keeps its own rules with its defaults", () => {
    expect(settle({})).toMatchObject({ vaultName: "surestep-k3v9q2ab", location: "eastus", access: "policy" });
  });
});

describe("a vault's name", () => {
  test.each(["ab", "1abc", "a--b", "abc-", "-abc", "a_b", "vault.name", `a${"b".repeat(24)}`])(
    "is not %s",
    (vaultName) => {
      expect(() => settle({ vaultName })).toThrow("cannot be the name of the key vault");
    },
  );

  test.each(["abc", "Contoso-Vault-1", `a${"b".repeat(23)}`])("may be %s", (vaultName) => {
    expect(settle({ vaultName })).toMatchObject({ vaultName });
  });
});

describe("a resource group's name", () => {
  test.each(["", "ends.", "a b", "a/b", "g".repeat(91)])("is not %j", (resourceGroup) => {
    expect(() => settle({ resourceGroup })).toThrow("cannot be the name of the resource group");
  });

  test.each(["myResourceGroup", "a", "größe_(1).x-y", "g".repeat(90)])("may be %s", (resourceGroup) => {
    expect(settle({ resourceGroup })).toMatchObject({ resourceGroup });
  });
});

describe("a secret's name", () => {
  test.each(["", "my_secret", "my secret", "s".repeat(128)])("is not %j", (secretName) => {
    expect(() => settle({ secretName })).toThrow("cannot be the name of the secret");
  });
});
