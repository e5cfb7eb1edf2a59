import { describe, expect, test } from "vitest";
import { azureWith } from "./azure.ts";
import * as documented from "./documented.ts";
import type { Documented, Fate } from "./documented.ts";
import { openDirectory } from "./graph/directory.ts";
import { addVault, openVault } from "./key-vault/vault.ts";
import { openRoles, secretsUser } from "./resource-manager/roles.ts";
import { newVault, openVaults } from "./resource-manager/vaults.ts";

interface Answered {
  status: number;
  body: Record<string, unknown>;
}

/** `{ a: { b: 1 } }` for the path `a.b`, laid over a body. */
function withProperty(body: object, [path, value]: Documented): Record<string, unknown> {
  const [name = "", ...rest] = path.split(".");
  const before: unknown = Reflect.get(body, name);
  const inner = typeof before === "object" && before !== null ? before : {};
  return { ...body, [name]: rest.length === 0 ? value : withProperty(inner, [rest.join("."), value]) };
}

/** What became of a property: shown with all that was given, refused in the service's words or the simulator's. */
function fateOf(property: Documented, { body, status }: Answered, shown: Record<string, unknown>): Fate | "forgotten" {
  if (status === 501) return JSON.stringify(body).includes("This simulator does not play") ? "not played" : "forgotten";
  if (status >= 400) return "refused";
  return matches(withProperty({}, property), shown) ? "kept" : "forgotten";
}

function matches(given: object, shown: unknown): boolean {
  try {
    expect(shown).toMatchObject(given);
    return true;
  } catch {
    return false;
  }
}

const onMade = ([, , made = "kept"]: Documented): Fate => made;
const onChanged = ([, , made = "kept", changed = made]: Documented): Fate => changed;

const named = (properties: readonly Documented[]) => properties.map((each) => [each[0], each] as const);

describe("nothing is accepted and forgotten of a group:", () => {
  test.each(named(documented.groupProperties))("%s", async (_, property) => {
    const { call, group } = await openVaults();
    for (const method of ["PUT", "PATCH"]) {
      const sent = await call(method, group, withProperty({ location: "eastus" }, property));
      expect(fateOf(property, sent, (await call("GET", group)).body)).toBe(onMade(property));
    }
  });
});

describe("nothing is accepted and forgotten of a vault:", () => {
  test.each(named(documented.vaultProperties))("%s", async (_, property) => {
    const { azure, call, vaults } = await openVaults();
    const made = await call("PUT", `${vaults}/vault-a`, withProperty(newVault(azure), property));
    expect(fateOf(property, made, (await call("GET", `${vaults}/vault-a`)).body)).toBe(onMade(property));
    await call("PUT", `${vaults}/vault-b`, newVault(azure));
    const changed = await call("PATCH", `${vaults}/vault-b`, withProperty({}, property));
    expect(fateOf(property, changed, (await call("GET", `${vaults}/vault-b`)).body)).toBe(onChanged(property));
  });

  test.each(named(documented.policyProperties))("a policy's %s", async (_, property) => {
    const { azure, call, vaults } = await openVaults();
    await call("PUT", `${vaults}/vault-a`, newVault(azure, { accessPolicies: [] }));
    const own = { tenantId: azure.state.tenant.id, objectId: documented.guid, permissions: {} };
    const body = { properties: { accessPolicies: [withProperty(own, property)] } };
    const sent = await call("PUT", `${vaults}/vault-a/accessPolicies/add`, body);
    const { properties } = (await call("GET", `${vaults}/vault-a`)).body;
    expect(fateOf(property, sent, Object(properties).accessPolicies[0])).toBe(onMade(property));
  });
});

describe("nothing is accepted and forgotten of a role assignment:", () => {
  test.each(named(documented.roleAssignmentProperties))("%s", async (_, property) => {
    const { assign, call, subscription } = await openRoles();
    const [name, value] = [property[0].replace("properties.", ""), property[1]];
    const sent = await assign(subscription, secretsUser, { [name]: value }, documented.guid);
    const path = `${subscription}/providers/Microsoft.Authorization/roleAssignments/${documented.guid}`;
    expect(fateOf(property, sent, (await call("GET", path)).body)).toBe(onMade(property));
  });
});

describe("nothing is accepted and forgotten of a secret:", () => {
  test.each(named(documented.secretProperties))("%s", async (_, property) => {
    const azure = azureWith();
    addVault(azure.state);
    const { call } = openVault(azure);
    for (const [method, body] of [
      ["PUT", { value: "1" }],
      ["PATCH", {}],
    ] as const) {
      await call("PUT", "/secrets/b", { value: "1" });
      const path = method === "PUT" ? "/secrets/a" : "/secrets/b";
      const sent = await call(method, path, withProperty(body, property));
      // A disabled secret is not told, but listed.
      const list = (await call("GET", "/secrets")).body["value"];
      const item = Array.isArray(list) ? list.find(({ id }) => String(id).endsWith(path)) : undefined;
      const shown = { ...item, ...(await call("GET", path)).body };
      expect(fateOf(property, sent, shown)).toBe(method === "PUT" ? onMade(property) : onChanged(property));
    }
  });
});

describe("nothing is accepted and forgotten of an application:", () => {
  test.each(named(documented.applicationProperties))("%s", async (_, property) => {
    const { call } = await openDirectory(azureWith());
    const made = await call("POST", "applications", withProperty({ displayName: "a" }, property));
    const shown = (await call("GET", `applications/${String(made.body["id"])}`)).body;
    expect(fateOf(property, made, shown)).toBe(onMade(property));
    const other = (await call("POST", "applications", { displayName: "b" })).body;
    if (made.status === 201) await call("DELETE", `applications/${String(made.body["id"])}`);
    const changed = await call("PATCH", `applications(appId='${String(other["appId"])}')`, withProperty({}, property));
    const after = (await call("GET", `applications/${String(other["id"])}`)).body;
    expect(fateOf(property, changed, after)).toBe(onChanged(property));
  });

  test.each(named(documented.passwordProperties))("a password's %s", async (_, property) => {
    const { call, register } = await openDirectory(azureWith());
    const { id, principalId } = await register("a");
    for (const path of [`applications/${id}`, `servicePrincipals/${principalId}`]) {
      const sent = await call("POST", `${path}/addPassword`, { passwordCredential: withProperty({}, property) });
      const shown = (await call("GET", path)).body["passwordCredentials"];
      expect(fateOf(property, sent, Array.isArray(shown) ? shown.at(-1) : {})).toBe(onMade(property));
    }
  });

  test.each(named(documented.federatedProperties))("a federated credential's %s", async (_, property) => {
    const { call, register } = await openDirectory(azureWith());
    const path = `applications/${(await register("a")).id}/federatedIdentityCredentials`;
    const own = {
      name: "one",
      issuer: "https://example.com",
      subject: "repo:one",
      audiences: ["api://AzureADTokenExchange"],
    };
    const made = await call("POST", path, withProperty(own, property));
    const shown = (await call("GET", `${path}/${String(made.body["name"])}`)).body;
    expect(fateOf(property, made, shown)).toBe(onMade(property));
  });
});

describe("nothing is accepted and forgotten of a service principal:", () => {
  test.each(named(documented.servicePrincipalProperties))("%s", async (_, property) => {
    const { call, register } = await openDirectory(azureWith());
    const { principalId } = await register("a");
    const changed = await call("PATCH", `servicePrincipals/${principalId}`, withProperty({}, property));
    const after = (await call("GET", `servicePrincipals/${principalId}`)).body;
    expect(fateOf(property, changed, after)).toBe(onChanged(property));
    const { appId } = (await call("POST", "applications", { displayName: "b" })).body;
    const made = await call("POST", "servicePrincipals", withProperty({ appId }, property));
    const shown = (await call("GET", `servicePrincipals(appId='${String(appId)}')`)).body;
    expect(fateOf(property, made, shown)).toBe(onMade(property));
  });
});
