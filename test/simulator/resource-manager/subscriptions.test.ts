import { describe, expect, test } from "vitest";
import { azureWith } from "../azure.ts";
import { asApplication, asPerson, error, send, subscriptionOf, tokenFor } from "./resource-manager.ts";

const missing = "00000000-0000-4000-8000-000000000000";

describe("who is let in", () => {
  const path = "/subscriptions?api-version=2022-12-01";

  test("a request without a token is refused with the tenant's authority", async () => {
    const azure = azureWith();
    const { status, headers, body } = await send(azure, "GET", path);
    expect({ status, body }).toEqual({
      status: 401,
      body: error("AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing."),
    });
    expect(headers.get("www-authenticate")).toContain(
      `authorization_uri="https://login.microsoftonline.com/${azure.state.tenant.id}"`,
    );
  });

  test("a token that is none is refused", async () => {
    const { status, body } = await send(azureWith(), "GET", path, { authorization: "Bearer no.token.atall" });
    expect(status).toBe(401);
    expect(body).toEqual(error("InvalidAuthenticationToken", expect.any(String)));
  });

  test.each([
    ["https://management.azure.com/", 200],
    ["https://management.azure.com", 200],
    ["https://management.core.windows.net/", 200],
    ["https://management.core.windows.net", 200],
    ["https://vault.azure.net", 401],
  ])("a token for %s gets %i", async (audience, expected) => {
    const azure = azureWith();
    const token = await tokenFor(azure, audience, { appid: "an-app", oid: azure.state.user.id });
    const { status } = await send(azure, "GET", path, { authorization: `Bearer ${token}` });
    expect(status).toBe(expected);
  });

  test("a request without an API version is refused, one with a version of the future is not", async () => {
    const azure = azureWith();
    const token = await tokenFor(azure, "https://management.azure.com", { appid: "an-app", oid: azure.state.user.id });
    const headers = { authorization: `Bearer ${token}` };
    const without = await send(azure, "GET", subscriptionOf(azure), headers);
    expect(without).toMatchObject({
      status: 400,
      body: error(
        "MissingApiVersionParameter",
        "The api-version query parameter (?api-version=) is required for all requests.",
      ),
    });
    const future = await send(azure, "GET", `${subscriptionOf(azure)}?api-version=2099-01-01`, headers);
    expect(future.status).toBe(200);
  });

  test("an answer names its request, and repeats the caller's IDs", async () => {
    const { headers } = await send(azureWith(), "GET", path, {
      "x-ms-client-request-id": "of the client",
      "x-ms-return-client-request-id": "true",
      "x-ms-correlation-request-id": "of the correlation",
    });
    expect(headers.get("x-ms-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get("x-ms-client-request-id")).toBe("of the client");
    expect(headers.get("x-ms-correlation-request-id")).toBe("of the correlation");
  });
});

describe("tenants and subscriptions", () => {
  test("the person sees the tenant and the subscription", async () => {
    const azure = azureWith();
    const call = asPerson(azure);
    const { tenant, subscription } = azure.state;
    expect((await call("GET", "/tenants")).body).toMatchObject({ value: [{ tenantId: tenant.id }] });
    expect((await call("GET", "/subscriptions")).body).toMatchObject({
      value: [{ subscriptionId: subscription.id, displayName: subscription.displayName, state: "Enabled" }],
    });
    expect((await call("GET", subscriptionOf(azure))).body).toMatchObject({ tenantId: tenant.id });
  });

  test("an application without a role sees no subscription, and is refused where it names one", async () => {
    const azure = azureWith();
    const call = asApplication(azure);
    expect((await call("GET", "/subscriptions")).body).toMatchObject({ value: [] });
    const refused = await call("GET", subscriptionOf(azure));
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ error: { code: "AuthorizationFailed" } });
  });

  test("a subscription that is not there is not found", async () => {
    const { status, body } = await asPerson(azureWith())("GET", `/subscriptions/${missing}/resourceGroups`);
    expect({ status, body }).toEqual({
      status: 404,
      body: error("SubscriptionNotFound", `The subscription '${missing}' could not be found.`),
    });
  });

  test("regions are listed by the names that groups take", async () => {
    const azure = azureWith();
    const { body } = await asPerson(azure)("GET", `${subscriptionOf(azure)}/locations`);
    expect(body["value"]).toContainEqual(expect.objectContaining({ name: "eastus", displayName: "East US" }));
  });
});

describe("resource providers", () => {
  test("a provider that is not registered is so after it was asked for", async () => {
    const azure = azureWith({ state: { registeredProviders: [] } });
    const call = asPerson(azure);
    const path = `${subscriptionOf(azure)}/providers/microsoft.keyvault`;
    const shown = async () => (await call("GET", path)).body;
    expect(await shown()).toMatchObject({ namespace: "Microsoft.KeyVault", registrationState: "NotRegistered" });
    expect((await call("POST", `${path}/register`)).status).toBe(200);
    expect(await shown()).toMatchObject({ registrationState: "Registered" });
  });

  test("providers are listed", async () => {
    const azure = azureWith();
    const { body } = await asPerson(azure)("GET", `${subscriptionOf(azure)}/providers`);
    expect(body["value"]).toContainEqual(expect.objectContaining({ namespace: "Microsoft.KeyVault" }));
  });

  test("a namespace that does not exist is not found", async () => {
    const azure = azureWith();
    const { status, body } = await asPerson(azure)("GET", `${subscriptionOf(azure)}/providers/Contoso.Nothing`);
    expect(status).toBe(404);
    expect(body).toMatchObject({ error: { code: "InvalidResourceNamespace" } });
  });
});
