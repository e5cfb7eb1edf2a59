import { describe, expect, test } from "vitest";
import { openObjects, start } from "../objects.ts";
import { errorBody, host } from "../vault.ts";

const url = `https://${host}`;
const policy = { issuer: { name: "Self" }, x509_props: { subject: "CN=www.example.com" } };

async function openWithCertificate(given: Parameters<typeof openObjects>[0] = {}) {
  const opened = openObjects(given);
  await opened.call("POST", "/certificates/a/create", { policy });
  const { body } = await opened.call("GET", "/certificates/a");
  return { ...opened, made: body };
}

describe("a deleted certificate", () => {
  test("is answered with the way back, and takes its key and its secret along", async () => {
    const { call, made } = await openWithCertificate();
    const { status, body } = await call("DELETE", "/certificates/a");
    const { pending: _, ...rest } = made;
    const ending = {
      recoveryId: `${url}/deletedcertificates/a`,
      deletedDate: start / 1000,
      scheduledPurgeDate: start / 1000 + 7 * 86_400,
    };
    expect([status, body]).toEqual([200, { ...ending, ...rest }]);
    expect((await call("GET", "/deletedcertificates/a")).body).toEqual(body);
    expect((await call("GET", "/deletedcertificates")).body["value"]).toEqual([
      { ...ending, id: `${url}/certificates/a`, x5t: made["x5t"], attributes: made["attributes"] },
    ]);
    for (const path of ["/certificates/a", "/keys/a", "/secrets/a"]) expect((await call("GET", path)).status).toBe(404);
    for (const path of ["/deletedkeys", "/deletedsecrets"]) expect((await call("GET", path)).body["value"]).toEqual([]);
  });

  test("comes back with both, unless another has taken their name", async () => {
    const { call, made } = await openWithCertificate();
    await call("DELETE", "/certificates/a");
    await call("PUT", "/secrets/a", { value: "1" });
    expect((await call("POST", "/deletedcertificates/a/recover")).status).toBe(409);
    await call("DELETE", "/secrets/a");
    const { status, body } = await call("POST", "/deletedcertificates/a/recover");
    expect([status, body]).toMatchObject([200, { id: made["id"], cer: made["cer"] }]);
    for (const face of ["kid", "sid"]) {
      expect((await call("GET", new URL(String(made[face])).pathname)).body).toMatchObject({ managed: true });
    }
  });

  test("keeps its name until it is purged", async () => {
    const { call } = await openWithCertificate();
    await call("DELETE", "/certificates/a");
    const taken = await call("POST", "/certificates/a/create", { policy });
    expect([taken.status, taken.body]).toEqual([
      409,
      errorBody(
        "Conflict",
        "Certificate a is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the certificate can only be recovered or purged.",
        "ObjectIsDeletedButRecoverable",
      ),
    ]);
    expect((await call("DELETE", "/deletedcertificates/a")).status).toBe(204);
    expect((await call("GET", "/deletedcertificates/a")).body).toEqual(
      errorBody("CertificateNotFound", "Deleted Certificate not found: a"),
    );
    expect((await call("POST", "/certificates/a/create", { policy })).status).toBe(202);
  });
});

test("a backup of a certificate brings back all its versions, with their keys and secrets", async () => {
  const { call, made } = await openWithCertificate();
  await call("POST", "/certificates/a/create", { policy });
  const { body } = await call("POST", "/certificates/a/backup");
  expect((await call("POST", "/certificates/restore", body)).status).toBe(409);
  await call("DELETE", "/certificates/a");
  await call("DELETE", "/deletedcertificates/a");
  expect((await call("POST", "/certificates/restore", body)).status).toBe(200);
  expect((await call("GET", "/certificates/a/versions")).body["value"]).toHaveLength(2);
  for (const face of ["kid", "sid"]) {
    expect((await call("GET", new URL(String(made[face])).pathname)).status).toBe(200);
  }
  expect((await call("POST", "/keys/restore", body)).body).toMatchObject({ error: { code: "Malformed backup blob" } });
});
