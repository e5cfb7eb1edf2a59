import { describe, expect, test } from "vitest";
import type { State, Vault } from "../../../src/simulator/state.ts";
import { azureWith } from "../azure.ts";
import { addVault, appId, errorBody, openVault, policy, principalId } from "./vault.ts";

const now = Date.parse("2026-11-24T12:00:00Z");
const secretsOfficer = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";
const secretsUser = "4633458b-17de-408a-b874-0445c86b69e6";
const reader = "21090545-7ca7-4776-b22c-e363652d74d2";

/** Each operation with the permission of an access policy and the data action of RBAC that it takes. */
const operations = [
  ["PUT", "/secrets/a", "set", "setSecret/action"],
  ["GET", "/secrets/a/", "get", "getSecret/action"],
  ["GET", "/secrets/a/0123456789abcdef0123456789abcdef", "get", "getSecret/action"],
  ["PATCH", "/secrets/a/", "set", "update/action"],
  ["DELETE", "/secrets/a", "delete", "delete"],
  ["GET", "/secrets", "list", "readMetadata/action"],
  ["GET", "/secrets/a/versions", "list", "readMetadata/action"],
  ["POST", "/secrets/a/backup", "backup", "backup/action"],
  ["POST", "/secrets/restore", "restore", "restore/action"],
  ["GET", "/deletedsecrets", "list", "readMetadata/action"],
  ["GET", "/deletedsecrets/a", "get", "getSecret/action"],
  ["POST", "/deletedsecrets/a/recover", "recover", "recover/action"],
  ["DELETE", "/deletedsecrets/a", "purge", "purge/action"],
] as const;

function open(given: (vault: Vault, state: State) => void) {
  const azure = azureWith({ now: () => now });
  given(addVault(azure.state), azure.state);
  return { state: azure.state, ...openVault(azure) };
}

describe("a vault with access policies", () => {
  test.each(operations)("refuses %s %s without the permission %s, and lets it in with it", async (...row) => {
    const [method, path, permission] = row;
    const everythingElse = operations.map(([, , each]) => each).filter((each) => each !== permission);
    const shut = open((vault, state) => (vault.accessPolicies = [policy(state, everythingElse)]));
    const refused = await shut.call(method, path);
    const who = `appid=${appId};oid=${principalId};iss=https://sts.windows.net/${shut.state.tenant.id}/`;
    const message = `The user, group or application '${who}' does not have secrets ${permission} permission on key vault 'my-vault;location=eastus'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287`;
    expect([refused.status, refused.body]).toEqual([403, errorBody("Forbidden", message, "AccessDenied")]);

    const opened = open((vault, state) => (vault.accessPolicies = [policy(state, [permission.toUpperCase()])]));
    expect((await opened.call(method, path)).status).not.toBe(403);
  });

  test("refuses before it says whether the secret exists", async () => {
    const { call } = open((vault) => (vault.accessPolicies = []));
    expect((await call("GET", "/secrets/never-made/")).status).toBe(403);
  });

  test("does not honour a policy that has not taken effect", async () => {
    const { call } = open((vault, state) => (vault.accessPolicies = [policy(state, ["all"], now + 1)]));
    expect((await call("GET", "/secrets")).status).toBe(403);
  });

  test("does not honour a policy for somebody else or of another tenant", async () => {
    const { call } = open((vault, state) => {
      const own = policy(state, ["all"]);
      vault.accessPolicies = [
        { ...own, objectId: "another" },
        { ...own, tenantId: "another" },
      ];
    });
    expect((await call("GET", "/secrets")).status).toBe(403);
  });

  test("does not honour roles", async () => {
    const { call, state } = open((vault) => (vault.accessPolicies = []));
    assign(state, secretsOfficer, vaultId(state));
    expect((await call("GET", "/secrets")).status).toBe(403);
  });
});

function vaultId(state: State): string {
  const { id } = state.subscription;
  return `/subscriptions/${id}/resourceGroups/My-Group/providers/Microsoft.KeyVault/vaults/my-vault`;
}

function assign(state: State, roleId: string, scope: string, effectiveAt = 0): void {
  const more = { principalType: "ServicePrincipal", createdBy: principalId, createdAt: 0 };
  state.roleAssignments.push({ name: roleId, scope, roleId, principalId, effectiveAt, ...more });
}

function openWithRbac() {
  return open((vault) => (vault.enableRbacAuthorization = true));
}

describe("a vault with Azure RBAC", () => {
  test.each(operations)("names the action that %s %s takes (%s: %s)", async (method, path, _, action) => {
    const { call, state } = openWithRbac();
    const { status, body } = await call(method, path);
    const resource = /^\/(deleted)?secrets\/a\b/.test(path) ? "/secrets/a" : "";
    const message = [
      "Caller is not authorized to perform action on resource.",
      "If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.",
      `Caller: appid=${appId};oid=${principalId};iss=https://sts.windows.net/${state.tenant.id}/`,
      `Action: 'Microsoft.KeyVault/vaults/secrets/${action}'`,
      `Resource: '${vaultId(state).toLowerCase()}${resource}'`,
      "Assignment: (not found)",
      "DenyAssignmentId: null",
      "DecisionReason: null ",
      "Vault: my-vault;location=eastus",
      "",
    ].join("\r\n");
    expect([status, body]).toEqual([403, errorBody("Forbidden", message, "ForbiddenByRbac")]);
  });

  test("does not honour access policies", async () => {
    expect((await openWithRbac().call("GET", "/secrets")).status).toBe(403);
  });

  test("lets an officer set, update and delete, a user only read, a reader only list", async () => {
    const sent = [
      ["PUT", "/secrets/a", { value: "1" }],
      ["GET", "/secrets/a/"],
      ["GET", "/secrets"],
      ["PATCH", "/secrets/a/", {}],
      ["DELETE", "/secrets/a"],
    ] as const;
    const statuses = async (roleId: string) => {
      const { call, state } = openWithRbac();
      assign(state, roleId, vaultId(state));
      const found: number[] = [];
      for (const [method, path, body] of sent) found.push((await call(method, path, body)).status);
      return found;
    };
    expect(await statuses(secretsOfficer)).toEqual([200, 200, 200, 200, 200]);
    expect(await statuses(secretsUser)).toEqual([403, 404, 200, 403, 403]);
    expect(await statuses(reader)).toEqual([403, 403, 200, 403, 403]);
  });

  test("honours a role at the group, and one at a single secret for that secret only", async () => {
    const atGroup = openWithRbac();
    assign(atGroup.state, secretsOfficer, vaultId(atGroup.state).replace(/\/providers.*/, ""));
    expect((await atGroup.call("GET", "/secrets")).status).toBe(200);

    const atSecret = openWithRbac();
    assign(atSecret.state, secretsOfficer, `${vaultId(atSecret.state)}/secrets/a`);
    expect((await atSecret.call("PUT", "/secrets/a", { value: "1" })).status).toBe(200);
    expect((await atSecret.call("PUT", "/secrets/ab", { value: "1" })).status).toBe(403);
  });

  test("does not honour a role that has not taken effect", async () => {
    const { call, state } = openWithRbac();
    assign(state, secretsOfficer, vaultId(state), now + 1);
    expect((await call("GET", "/secrets")).status).toBe(403);
  });
});
