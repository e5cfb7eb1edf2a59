import { describe, expect, test } from "vitest";
import { asPerson, error, subscriptionOf } from "./resource-manager.ts";
import { azureWith } from "../azure.ts";
import { newVault, openVaults, propertiesOf } from "./vaults.ts";

describe("an API version", () => {
  test.each([
    ["/resourceGroups", "banana"],
    ["/resourceGroups", "2013-12-01"],
    ["/providers/Microsoft.KeyVault/vaults", "banana"],
    ["/providers/Microsoft.Authorization/roleAssignments", "2016-01-01"],
  ])("of %s cannot be %s", async (path, version) => {
    const azure = azureWith();
    const { body, headers, status } = await asPerson(azure)(
      "GET",
      `${subscriptionOf(azure)}${path}?api-version=${version}`,
    );
    const sentence = `The api-version '${version}' is invalid. The supported versions are '20`;
    expect([status, body]).toEqual([400, error("InvalidApiVersionParameter", expect.stringContaining(sentence))]);
    expect(headers.get("x-ms-failure-cause")).toBe("gateway");
  });

  test("that Key Vault never had is refused as one that no provider registered", async () => {
    const { call, keyVault } = await openVaults();
    const { body, status } = await call("GET", `${keyVault}/vaults?api-version=2022-07-02`);
    const sentence =
      "No registered resource provider found for location 'eastus' and API version '2022-07-02' for type 'vaults'. The supported api-versions are '2015-06-01, ";
    expect([status, body]).toEqual([400, error("NoRegisteredProviderFound", expect.stringContaining(sentence))]);
  });

  test("that is newer than the simulator is let through", async () => {
    const { call, keyVault } = await openVaults();
    expect((await call("GET", `${keyVault}/vaults?api-version=2030-01-01-preview`)).status).toBe(200);
  });
});

const policy = (more: object) => ({
  tenantId: "10000000-0000-4000-8000-000000000001",
  objectId: "20000000-0000-4000-8000-000000000001",
  permissions: {},
  ...more,
});
const acls = (more: object) => ({ networkAcls: { defaultAction: "Deny", ...more } });

describe("a vault is refused", () => {
  test.each([
    ["without a tenant", { tenantId: undefined }, "The parameter tenantId is not specified."],
    ["without a tier", { sku: undefined }, "The parameter sku is not specified."],
    ["without policies", { accessPolicies: undefined }, "The parameter accessPolicies is not specified."],
    ["of no known tier", { sku: { family: "A", name: "basic" } }, "An invalid value was provided for 'sku'."],
    ["of no known family", { sku: { family: "B", name: "standard" } }, "An invalid value was provided for 'sku'."],
    ["for what is no tenant", { tenantId: "mine" }, "An invalid value was provided for 'tenantId'."],
    [
      "with a permission that there is not",
      { accessPolicies: [policy({ permissions: { secrets: ["get", " list"] } })] },
      "An invalid value was provided for 'accessPolicies'.",
    ],
    [
      "with a policy for nobody",
      { accessPolicies: [policy({ objectId: "me" })] },
      "An invalid value was provided for 'accessPolicies'.",
    ],
    [
      "with more policies than it can have",
      { accessPolicies: Array.from({ length: 1025 }, () => policy({})) },
      "A vault can have 1024 access policies; the request makes it 1025.",
    ],
    [
      "without soft delete",
      { enableSoftDelete: false },
      "The property \"enableSoftDelete\" can be set to false only for creating new vault. Enabling the 'soft delete' functionality is an irreversible action.",
    ],
    [
      "with a flag that is a text",
      { enabledForDeployment: "yes" },
      "An invalid value was provided for 'enabledForDeployment'.",
    ],
    [
      "with a private address",
      acls({ ipRules: [{ value: "10.1.2.3" }] }),
      "The parameter networkAcls has an invalid value.",
    ],
    [
      "with what is no address",
      acls({ ipRules: [{ value: "1.2.3.4/33" }] }),
      "The parameter networkAcls has an invalid value.",
    ],
    ["with an unknown bypass", acls({ bypass: "Everybody" }), "The parameter networkAcls has an invalid value."],
  ])("%s", async (_, properties, message) => {
    const { azure, call, vaults } = await openVaults();
    const { body, status } = await call("PUT", `${vaults}/my-own-vault`, newVault(azure, properties));
    expect([status, body]).toEqual([400, error("BadRequest", message)]);
    expect(azure.state.vaults).toEqual([]);
  });

  test("in another place than where it is", async () => {
    const { azure, call, vaults } = await openVaults();
    await call("PUT", `${vaults}/my-own-vault`, newVault(azure));
    const moved = { ...newVault(azure), location: "westus" };
    const { body, status } = await call("PUT", `${vaults}/my-own-vault`, moved);
    expect([status, body]).toMatchObject([409, { error: { code: "InvalidResourceLocation" } }]);
  });

  test("with tags that cannot be", async () => {
    const { call, group } = await openVaults();
    for (const tags of [
      { "a/b": "1" },
      { a: "x".repeat(257) },
      Object.fromEntries(Array.from({ length: 51 }, (_, n) => [n, ""])),
    ]) {
      expect((await call("PUT", group, { location: "eastus", tags })).status).toBe(400);
    }
  });
});

test("a vault shows its firewall as it was recorded: rules where it denies, nothing where it lets all in", async () => {
  const { azure, call, vaults } = await openVaults();
  const shown = async (networkAcls: object) => {
    await call("PUT", `${vaults}/my-own-vault`, newVault(azure, { networkAcls }));
    return Object(await propertiesOf(call, `${vaults}/my-own-vault`)).networkAcls;
  };
  expect(await shown({ bypass: "AzureServices", defaultAction: "Allow" })).toBeUndefined();
  const rules = [{ value: "198.51.100.7/32" }];
  expect(await shown({ defaultAction: "Deny", ipRules: [{ value: "198.51.100.7" }] })).toEqual({
    ...{ bypass: "AzureServices", defaultAction: "Deny", ipRules: rules, virtualNetworkRules: [] },
  });
});

test("a provider tells the types and versions by which az resource show finds a vault", async () => {
  const { call, keyVault } = await openVaults();
  const { resourceTypes } = (await call("GET", keyVault)).body;
  expect(resourceTypes).toContainEqual(
    expect.objectContaining({
      resourceType: "vaults",
      apiVersions: expect.arrayContaining(["2023-07-01", "2024-11-01"]),
    }),
  );
});
