import { describe, expect, test } from "vitest";
import { application } from "./resource-manager.ts";
import { openRoles, secretsOfficer, secretsUser } from "./roles.ts";

const roles = (subscription: string) => `${subscription}/providers/Microsoft.Authorization/roleDefinitions`;

describe("role definitions", () => {
  test("a role is found by its name, in any case", async () => {
    const { call, subscription } = await openRoles();
    const filter = encodeURIComponent("roleName eq 'key vault secrets officer'");
    const { body } = await call("GET", `${roles(subscription)}?$filter=${filter}`);
    expect(body).toMatchObject({
      value: [
        {
          id: `${roles(subscription)}/${secretsOfficer}`,
          name: secretsOfficer,
          type: "Microsoft.Authorization/roleDefinitions",
          properties: {
            roleName: "Key Vault Secrets Officer",
            type: "BuiltInRole",
            permissions: [{ dataActions: ["Microsoft.KeyVault/vaults/secrets/*"] }],
          },
        },
      ],
    });
  });

  test("a role is found by its ID, one that is not there is not found", async () => {
    const { call, subscription } = await openRoles();
    const found = await call("GET", `${roles(subscription)}/${secretsUser}`);
    expect(found.body).toMatchObject({ properties: { roleName: "Key Vault Secrets User" } });
    expect((await call("GET", `${roles(subscription)}/${application.appId}`)).status).toBe(404);
  });

  test.each([
    "Owner",
    "Contributor",
    "Reader",
    "User Access Administrator",
    "Key Vault Administrator",
    "Key Vault Secrets Officer",
    "Key Vault Secrets User",
    "Key Vault Crypto Officer",
    "Key Vault Crypto User",
    "Key Vault Certificates Officer",
    "Key Vault Reader",
    "Key Vault Purge Operator",
  ])("there is a role %s", async (name) => {
    const { call, vault } = await openRoles();
    const { body } = await call("GET", `${roles(vault)}?$filter=${encodeURIComponent(`roleName eq '${name}'`)}`);
    expect(body["value"]).toHaveLength(1);
  });
});
