import { describe, expect, test } from "vitest";
import type { State } from "../../../../src/simulator/state.ts";
import { openObjects, policyWith } from "../objects.ts";
import { appId, errorBody, principalId } from "../vault.ts";

const version = "0123456789abcdef0123456789abcdef";

/** Each operation with the permission of an access policy and the data action of RBAC that it takes. */
const operations = [
  ["POST", "/keys/a/create", "create", "keys/create/action"],
  ["PUT", "/keys/a", "import", "keys/import/action"],
  ["GET", "/keys/a", "get", "keys/read"],
  ["GET", `/keys/a/${version}`, "get", "keys/read"],
  ["GET", "/keys", "list", "keys/read"],
  ["GET", "/keys/a/versions", "list", "keys/read"],
  ["PATCH", "/keys/a", "update", "keys/update/action"],
  ["DELETE", "/keys/a", "delete", "keys/delete"],
  ["POST", "/keys/a/backup", "backup", "keys/backup/action"],
  ["POST", "/keys/restore", "restore", "keys/restore/action"],
  ["POST", "/keys/a/rotate", "rotate", "keys/rotate/action"],
  ["GET", "/keys/a/rotationpolicy", "getrotationpolicy", "keyrotationpolicies/read"],
  ["PUT", "/keys/a/rotationpolicy", "setrotationpolicy", "keyrotationpolicies/write"],
  ["POST", `/keys/a/${version}/encrypt`, "encrypt", "keys/encrypt/action"],
  ["POST", `/keys/a/${version}/decrypt`, "decrypt", "keys/decrypt/action"],
  ["POST", `/keys/a/${version}/wrapkey`, "wrapKey", "keys/wrap/action"],
  ["POST", `/keys/a/${version}/unwrapkey`, "unwrapKey", "keys/unwrap/action"],
  ["POST", "/keys/a/sign", "sign", "keys/sign/action"],
  ["POST", "/keys/a/verify", "verify", "keys/verify/action"],
  ["POST", `/keys/a/${version}/release`, "release", "keys/release/action"],
  ["GET", "/deletedkeys", "list", "keys/read"],
  ["GET", "/deletedkeys/a", "get", "keys/read"],
  ["POST", "/deletedkeys/a/recover", "recover", "keys/recover/action"],
  ["DELETE", "/deletedkeys/a", "purge", "keys/purge/action"],
] as const;

const crypto = ["update", "backup", "encrypt", "decrypt", "wrapKey", "unwrapKey", "sign", "verify"];

describe("a vault with access policies", () => {
  test.each(operations)("refuses %s %s without the permission %s, and lets it in with it", async (...row) => {
    const [method, path, permission] = row;
    const others = operations.map(([, , each]) => each).filter((each) => each !== permission);
    const shut = openObjects({ permissions: { keys: others, secrets: ["all"], certificates: ["all"] } });
    const refused = await shut.call(method, path);
    const who = `appid=${appId};oid=${principalId};iss=https://sts.windows.net/${shut.azure.state.tenant.id}/`;
    const message = `The user, group or application '${who}' does not have keys ${permission} permission on key vault 'my-vault;location=eastus'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287`;
    expect([refused.status, refused.body]).toEqual([403, errorBody("Forbidden", message, "AccessDenied")]);

    const opened = openObjects({ permissions: { keys: [permission.toUpperCase()] } });
    expect((await opened.call(method, path)).status).not.toBe(403);
  });

  test("lets the eight key permissions of the quickstart be used, and nothing else", async () => {
    // az keyvault set-policy --key-permissions … in "Azure Key Vault client library for Node.js (v4)".
    const keys = ["create", "decrypt", "delete", "encrypt", "get", "list", "unwrapKey", "wrapKey"];
    const { call, vault, azure } = openObjects({ permissions: { keys } });
    const value = Buffer.from("a text").toString("base64url");
    const use = (verb: string, given: unknown) => call("POST", `/keys/a/${verb}`, { alg: "RSA-OAEP", value: given });

    expect((await call("POST", "/keys/a/create", { kty: "RSA" })).status).toBe(200);
    expect((await use("decrypt", (await use("encrypt", value)).body["value"])).body).toMatchObject({ value });
    expect((await use("unwrapkey", (await use("wrapkey", value)).body["value"])).body).toMatchObject({ value });
    expect((await call("GET", "/keys/a")).status).toBe(200);
    expect((await call("GET", "/keys")).body["value"]).toHaveLength(1);

    const before = JSON.stringify(azure.state);
    for (const [method, path, permission] of operations.filter(([, , each]) => !keys.includes(each))) {
      const { status, body } = await call(method, path);
      expect([permission, status, body]).toMatchObject([
        permission,
        403,
        { error: { innererror: { code: "AccessDenied" } } },
      ]);
    }
    expect((await call("GET", "/secrets")).status).toBe(403);
    expect(JSON.stringify(azure.state)).toBe(before);

    expect((await call("DELETE", "/keys/a")).status).toBe(200);
    expect(vault.keys?.live).toEqual([]);
  });

  test("does not honour a policy for secrets when it comes to keys", async () => {
    expect((await openObjects({ permissions: { secrets: ["all"] } }).call("GET", "/keys")).status).toBe(403);
  });
});

function assign(state: State, roleId: string, at: string): void {
  const scope = `/subscriptions/${state.subscription.id}/resourceGroups/My-Group/providers/Microsoft.KeyVault/vaults/my-vault${at}`;
  const more = { principalType: "ServicePrincipal", createdBy: principalId, createdAt: 0, effectiveAt: 0 };
  state.roleAssignments.push({ name: roleId, scope, roleId, principalId, ...more });
}

function openWithRole(roleId?: string, at = "") {
  const opened = openObjects({ vault: { enableRbacAuthorization: true } });
  if (roleId !== undefined) assign(opened.azure.state, roleId, at);
  return opened;
}

describe("a vault with Azure RBAC", () => {
  test.each(operations)("names the action that %s %s takes (%s: %s)", async (method, path, _, action) => {
    const { status, body } = await openWithRole().call(method, path);
    const resource = /^\/(deleted)?keys\/a\b/.test(path) ? "/vaults/my-vault/keys/a'" : "/vaults/my-vault'";
    const message = expect.stringMatching(`Action: 'Microsoft.KeyVault/vaults/${action}'[^]*${resource}`);
    expect([status, body]).toEqual([403, errorBody("Forbidden", message, "ForbiddenByRbac")]);
  });

  test.each([
    ["Key Vault Administrator", "00482a5a-887f-4fb3-b363-3b7fe8e74483", operations.map(([, , each]) => each)],
    ["Key Vault Crypto Officer", "14b46e9e-c2b7-41b4-b07b-48a6ebf60603", operations.map(([, , each]) => each)],
    ["Key Vault Crypto User", "12338af0-0e69-4776-bea7-57ae8d297424", ["get", "list", ...crypto]],
    [
      "Key Vault Crypto Service Encryption User",
      "e147488a-f6f5-4113-8e2d-b22465e65bf6",
      ["get", "list", "wrapKey", "unwrapKey"],
    ],
    ["Key Vault Crypto Service Release User", "08bbd89e-9f13-488c-ac41-acfcb10c90ab", ["release"]],
    ["Key Vault Reader", "21090545-7ca7-4776-b22c-e363652d74d2", ["get", "list", "getrotationpolicy"]],
    ["Key Vault Certificates Officer", "a4417e6f-fecd-4de8-b567-7b0420556985", []],
    ["Key Vault Secrets Officer", "b86a8fe4-44ce-4948-aee5-eccb2c155cd7", []],
  ])("lets a %s do what the role says", async (_, roleId, may) => {
    const { call } = openWithRole(roleId);
    const entered: string[] = [];
    for (const [method, path, permission] of operations) {
      if ((await call(method, path)).status !== 403) entered.push(permission);
    }
    expect(new Set(entered)).toEqual(new Set(may));
  });

  test("honours a role at a single key for that key only", async () => {
    const { call } = openWithRole("14b46e9e-c2b7-41b4-b07b-48a6ebf60603", "/keys/a");
    expect((await call("POST", "/keys/a/create", { kty: "EC" })).status).toBe(200);
    expect((await call("POST", "/keys/ab/create", { kty: "EC" })).status).toBe(403);
    expect((await call("GET", "/keys")).status).toBe(403);
  });

  test("does not honour access policies", async () => {
    const { call, azure, vault } = openWithRole();
    vault.accessPolicies = [policyWith(azure.state, { keys: ["all"] })];
    expect((await call("GET", "/keys")).status).toBe(403);
  });
});
