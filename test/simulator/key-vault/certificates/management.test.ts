import { describe, expect, test } from "vitest";
import { openObjects, start } from "../objects.ts";
import { errorBody, host } from "../vault.ts";

const url = `https://${host}`;
const now = start / 1000;
const policy = { issuer: { name: "Self" }, x509_props: { subject: "CN=www.example.com" } };

test("a policy can be changed, and what a change says nothing of stays", async () => {
  const { call, wait } = openObjects();
  await call("POST", "/certificates/a/create", { policy });
  const { body: before } = await call("GET", "/certificates/a/policy");
  wait(5000);
  const actions = [{ trigger: { days_before_expiry: 30 }, action: { action_type: "EmailContacts" } }];
  const { status, body } = await call("PATCH", "/certificates/a/policy", {
    lifetime_actions: actions,
    x509_props: { validity_months: 6 },
  });
  expect([status, body]).toEqual([
    200,
    {
      ...before,
      x509_props: { ...Object(before["x509_props"]), validity_months: 6 },
      lifetime_actions: actions,
      attributes: { enabled: true, created: now, updated: now + 5 },
    },
  ]);
  expect((await call("GET", "/certificates/a")).body["policy"]).toEqual(body);
});

test("the versions of a certificate are listed without its key's, and those of none are none", async () => {
  const { call } = openObjects();
  await call("POST", "/certificates/a/create", { policy });
  expect((await call("GET", "/certificates/a/versions")).body["value"]).toEqual([
    {
      id: expect.stringMatching(`^${url}/certificates/a/[0-9a-f]{32}$`),
      x5t: expect.any(String),
      // In lists the vault's own attributes are missing (recorded).
      attributes: { enabled: true, nbf: now - 600, exp: expect.any(Number), created: now, updated: now },
      subject: "CN=www.example.com",
    },
  ]);
  expect((await call("GET", "/certificates/never-made/versions")).body["value"]).toEqual([]);
});

test("the contacts of a vault can be set, seen and deleted", async () => {
  const { call } = openObjects();
  const none = errorBody("ContactsNotFound", "Contacts not found");
  expect((await call("GET", "/certificates/contacts")).body).toEqual(none);
  const contacts = [{ email: "a@example.com", name: "A", phone: "1" }, { email: "b@example.com" }];
  const answer = { id: `${url}/certificates/contacts`, contacts };
  expect((await call("PUT", "/certificates/contacts", { contacts })).body).toEqual(answer);
  expect((await call("GET", "/certificates/contacts")).body).toEqual(answer);
  expect((await call("DELETE", "/certificates/contacts")).body).toEqual(answer);
  expect((await call("DELETE", "/certificates/contacts")).status).toBe(404);
  expect((await call("PUT", "/certificates/contacts", { contacts: [{}] })).status).toBe(400);
});

describe("an issuer", () => {
  const admin = { first_name: "Test", last_name: "Admin", email: "test@example.com", phone: "123" };

  test("can be set, seen, changed and deleted; its password is never shown", async () => {
    const { call, wait } = openObjects();
    const missing = errorBody("CertificateIssuerNotFound", "Issuer not found");
    expect((await call("GET", "/certificates/issuers/one")).body).toEqual(missing);
    const asked = {
      provider: "Test",
      credentials: { account_id: "account", pwd: "a password" },
      org_details: { id: "org", admin_details: [admin] },
    };
    const { status, body } = await call("PUT", "/certificates/issuers/one", asked);
    expect([status, body]).toEqual([
      200,
      {
        id: `${url}/certificates/issuers/one`,
        provider: "Test",
        credentials: { account_id: "account" },
        org_details: { id: "org", zip: 0, admin_details: [admin] },
        attributes: { enabled: true, created: now, updated: now },
      },
    ]);
    wait(5000);
    const changed = await call("PATCH", "/certificates/issuers/one", { attributes: { enabled: false } });
    expect(changed.body).toEqual({ ...body, attributes: { enabled: false, created: now, updated: now + 5 } });
    expect((await call("GET", "/certificates/issuers")).body["value"]).toEqual([{ id: body["id"], provider: "Test" }]);
    expect((await call("DELETE", "/certificates/issuers/one")).body).toEqual(changed.body);
    expect((await call("GET", "/certificates/issuers")).body["value"]).toEqual([]);
  });
});
