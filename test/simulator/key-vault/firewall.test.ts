import { expect, test } from "vitest";
import { azureWith } from "../azure.ts";
import { addVault, appId, errorBody, openVault, principalId } from "./vault.ts";

const deny = { bypass: "AzureServices", defaultAction: "Deny", ipRules: [], virtualNetworkRules: [] };

async function answerOf(given: Parameters<typeof addVault>[1]) {
  const azure = azureWith();
  addVault(azure.state, given);
  return openVault(azure).call("GET", "/secrets");
}

test("a vault that denies lets nobody in whose address no rule names, in the service's words", async () => {
  const { body, status } = await answerOf({ networkAcls: deny });
  expect(status).toBe(403);
  const message =
    /^Client address is not authorized and caller is not a trusted service\.\r\nClient address: 203\.0\.113\.7\r\nCaller: appid=/;
  expect(body).toEqual(errorBody("Forbidden", expect.stringMatching(message), "ForbiddenByFirewall"));
  expect(JSON.stringify(body)).toContain(`appid=${appId};oid=${principalId};iss=`);
});

test.each([
  ["203.0.113.7/32", 200],
  ["203.0.113.0/24", 200],
  ["203.0.113.8/32", 403],
  ["198.51.100.0/24", 403],
])("with a rule for %s it answers %s", async (value, status) => {
  expect((await answerOf({ networkAcls: { ...deny, ipRules: [{ value }] } })).status).toBe(status);
});

test("a vault that allows lets everybody in", async () => {
  expect((await answerOf({ networkAcls: { ...deny, defaultAction: "Allow" } })).status).toBe(200);
});

test("a vault without public access lets nobody in, whatever its rules", async () => {
  const networkAcls = { ...deny, ipRules: [{ value: "203.0.113.0/24" }] };
  const { body, status } = await answerOf({ networkAcls, publicNetworkAccess: "Disabled" });
  expect(status).toBe(403);
  const message = expect.stringContaining("Public network access is disabled");
  expect(body).toEqual(errorBody("Forbidden", message, "ForbiddenByConnection"));
});
