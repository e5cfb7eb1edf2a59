import { describe, expect, test } from "vitest";
import { openObjects } from "../objects.ts";
import { appId, errorBody, principalId } from "../vault.ts";

/** Each operation with the permission of an access policy and the data action of RBAC that it takes. */
const operations = [
  ["GET", "/certificates", "list", "certificates/read"],
  ["GET", "/certificates/a", "get", "certificates/read"],
  ["GET", "/certificates/a/0123456789abcdef0123456789abcdef", "get", "certificates/read"],
  ["GET", "/certificates/a/versions", "list", "certificates/read"],
  ["PATCH", "/certificates/a", "update", "certificates/update/action"],
  ["DELETE", "/certificates/a", "delete", "certificates/delete"],
  ["POST", "/certificates/a/create", "create", "certificates/create/action"],
  ["POST", "/certificates/a/import", "import", "certificates/import/action"],
  ["POST", "/certificates/a/backup", "backup", "certificates/backup/action"],
  ["POST", "/certificates/restore", "restore", "certificates/restore/action"],
  ["GET", "/certificates/a/policy", "get", "certificates/read"],
  ["PATCH", "/certificates/a/policy", "update", "certificates/update/action"],
  ["GET", "/certificates/a/pending", "get", "certificates/read"],
  ["PATCH", "/certificates/a/pending", "update", "certificates/update/action"],
  ["DELETE", "/certificates/a/pending", "update", "certificates/update/action"],
  ["POST", "/certificates/a/pending/merge", "create", "certificates/create/action"],
  ["GET", "/certificates/contacts", "managecontacts", "certificatecontacts/write"],
  ["PUT", "/certificates/contacts", "managecontacts", "certificatecontacts/write"],
  ["DELETE", "/certificates/contacts", "managecontacts", "certificatecontacts/write"],
  ["GET", "/certificates/issuers", "listissuers", "certificatecas/read"],
  ["GET", "/certificates/issuers/one", "getissuers", "certificatecas/read"],
  ["PUT", "/certificates/issuers/one", "setissuers", "certificatecas/write"],
  ["DELETE", "/certificates/issuers/one", "deleteissuers", "certificatecas/delete"],
  ["GET", "/deletedcertificates", "list", "certificates/read"],
  ["GET", "/deletedcertificates/a", "get", "certificates/read"],
  ["POST", "/deletedcertificates/a/recover", "recover", "certificates/recover/action"],
  ["DELETE", "/deletedcertificates/a", "purge", "certificates/purge/action"],
] as const;

test.each(operations)("%s %s is refused without the permission %s, and let in with it", async (...row) => {
  const [method, path, permission] = row;
  const others = operations.map(([, , each]) => each).filter((each) => each !== permission);
  const shut = openObjects({ permissions: { keys: ["all"], secrets: ["all"], certificates: others } });
  const refused = await shut.call(method, path);
  const who = `appid=${appId};oid=${principalId};iss=https://sts.windows.net/${shut.azure.state.tenant.id}/`;
  const message = `The user, group or application '${who}' does not have certificates ${permission} permission on key vault 'my-vault;location=eastus'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287`;
  expect([refused.status, refused.body]).toEqual([403, errorBody("Forbidden", message, "AccessDenied")]);
  const opened = openObjects({ permissions: { certificates: [permission] } });
  expect((await opened.call(method, path)).status).not.toBe(403);
});

test("who may manage issuers may do all with them, and nothing else", async () => {
  const { call } = openObjects({ permissions: { certificates: ["manageissuers"] } });
  const entered = new Set<string>();
  for (const [method, path, permission] of operations) {
    if ((await call(method, path)).status !== 403) entered.add(permission);
  }
  expect(entered).toEqual(new Set(["listissuers", "getissuers", "setissuers", "deleteissuers"]));
});

function openWithRole(roleId?: string) {
  const opened = openObjects({ vault: { enableRbacAuthorization: true } });
  const { subscription, roleAssignments } = opened.azure.state;
  const scope = `/subscriptions/${subscription.id}/resourceGroups/My-Group/providers/Microsoft.KeyVault/vaults/my-vault`;
  const more = { principalType: "ServicePrincipal", createdBy: principalId, createdAt: 0, effectiveAt: 0 };
  if (roleId !== undefined) roleAssignments.push({ name: roleId, scope, roleId, principalId, ...more });
  return opened;
}

describe("a vault with Azure RBAC", () => {
  const everything = operations.map(([, , permission]) => permission);

  test.each(operations)("names the action that %s %s takes (%s: %s)", async (method, path, _, action) => {
    const { status, body } = await openWithRole().call(method, path);
    const message = expect.stringContaining(`Action: 'Microsoft.KeyVault/vaults/${action}'`);
    expect([status, body]).toEqual([403, errorBody("Forbidden", message, "ForbiddenByRbac")]);
  });

  test.each([
    ["Key Vault Certificates Officer", "a4417e6f-fecd-4de8-b567-7b0420556985", everything],
    ["Key Vault Certificate User", "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba", ["get", "list"]],
    ["Key Vault Reader", "21090545-7ca7-4776-b22c-e363652d74d2", ["get", "list", "getissuers", "listissuers"]],
    ["Key Vault Crypto Officer", "14b46e9e-c2b7-41b4-b07b-48a6ebf60603", []],
  ])("lets a %s do what the role says", async (_, roleId, may) => {
    const { call } = openWithRole(roleId);
    const entered = new Set<string>();
    for (const [method, path, permission] of operations) {
      if ((await call(method, path)).status !== 403) entered.add(permission);
    }
    expect(entered).toEqual(new Set(may));
  });
});
