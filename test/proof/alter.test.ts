import { describe, expect, test } from "vitest";
import { alterations } from "../../src/proof/alter.ts";

const others = { objectId: "99999999-9999-4999-8999-999999999999" };

const altered = (value: unknown): Record<string, unknown> =>
  Object.fromEntries(alterations(value, others).map(({ title, value: other }) => [title, other]));

describe("each property of a body is altered in turn", () => {
  test("to another value of its type, or left out", () => {
    expect(altered({ on: true, days: 7, name: "x" })).toEqual({
      "on: another value": { on: false, days: 7, name: "x" },
      "on: left out": { days: 7, name: "x" },
      "days: another value": { on: true, days: 8, name: "x" },
      "days: left out": { on: true, name: "x" },
      "name: another value": { on: true, days: 7, name: "xx" },
      "name: left out": { on: true, days: 7 },
    });
  });

  test("to another principal, another region, a longer life, another role, another choice", () => {
    const principal = "11111111-1111-4111-8111-111111111111";
    const role = `/subscriptions/s/roleDefinitions/${principal}`;
    const of = (value: object): unknown => alterations(value, others)[0]?.value;
    expect(of({ principalId: principal })).toEqual({ principalId: others.objectId });
    expect(of({ location: "eastus" })).toEqual({ location: "westus2" });
    expect(of({ endDateTime: "2027-01-01T00:00:00Z" })).toEqual({ endDateTime: "2028-01-01T00:00:00Z" });
    expect(of({ roleDefinitionId: role })).not.toEqual({ roleDefinitionId: role });
    expect(of({ sku: "standard" })).toEqual({ sku: "premium" });
  });

  test("to more than was asked for: a permission, and the same for somebody else", () => {
    const policy = { objectId: "11111111-1111-4111-8111-111111111111", permissions: { secrets: ["get"] } };
    const found = altered({ accessPolicies: [policy] });
    expect(found["accessPolicies.0.permissions.secrets: one more"]).toEqual({
      accessPolicies: [{ ...policy, permissions: { secrets: ["get", "purge"] } }],
    });
    expect(found["accessPolicies: one more"]).toEqual({
      accessPolicies: [policy, { ...policy, objectId: others.objectId }],
    });
    expect(found["accessPolicies: one less"]).toEqual({ accessPolicies: [] });
  });
});
