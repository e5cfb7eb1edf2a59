import { createHash, createPrivateKey, X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import { describe, expect, test } from "vitest";
import { openObjects, start } from "../objects.ts";
import { errorBody } from "../vault.ts";

const now = start / 1000;

/** A vault with the certificate `a`, which signed itself. */
async function openWithCertificate(policy: object = {}) {
  const opened = openObjects();
  const selfSigned = { issuer: { name: "Self" }, x509_props: { subject: "CN=www.example.com" } };
  await opened.call("POST", "/certificates/a/create", { policy: { ...selfSigned, ...policy } });
  return opened;
}

describe("the faces of a certificate", () => {
  test("are a key and a secret of its name, which are managed", async () => {
    const { call } = await openWithCertificate();
    const { body } = await call("GET", "/certificates/a");
    const key = await call("GET", new URL(String(body["kid"])).pathname);
    expect(key.body).toMatchObject({ key: { kid: body["kid"] }, managed: true, attributes: { nbf: now - 600 } });
    const secret = await call("GET", new URL(String(body["sid"])).pathname);
    expect(secret.body).toMatchObject({
      id: body["sid"],
      kid: body["kid"],
      managed: true,
      contentType: "application/x-pkcs12",
      attributes: { nbf: now - 600 },
    });
    for (const list of ["/keys", "/secrets"]) {
      expect((await call("GET", list)).body["value"]).toEqual([expect.objectContaining({ managed: true })]);
    }
  });

  test("show the secret as a PFX that TLS can use, with the certificate and its key", async () => {
    const { call } = await openWithCertificate();
    const { value } = (await call("GET", "/secrets/a")).body;
    expect(() => createSecureContext({ pfx: Buffer.from(String(value), "base64"), passphrase: "" })).not.toThrow();
  });

  test("show it as PEM where the policy wants that, and the key only where it may leave", async () => {
    const pem = { secret_props: { contentType: "application/x-pem-file" } };
    const { call } = await openWithCertificate(pem);
    const { contentType, value } = (await call("GET", "/secrets/a")).body;
    expect(contentType).toBe("application/x-pem-file");
    const certificate = new X509Certificate(String(value));
    expect(certificate.checkPrivateKey(createPrivateKey(String(value)))).toBe(true);

    const kept = await openWithCertificate({ ...pem, key_props: { exportable: false } });
    expect((await kept.call("GET", "/secrets/a")).body["value"]).not.toContain("PRIVATE KEY");
  });

  test("sign with the key of the certificate", async () => {
    const { call } = await openWithCertificate();
    const digest = createHash("sha256").update("a text").digest("base64url");
    const { body } = await call("POST", "/keys/a/sign", { alg: "RS256", value: digest });
    const verified = await call("POST", "/keys/a/verify", { alg: "RS256", value: body["value"], digest });
    expect(verified.body).toEqual({ value: true });
  });

  test("cannot be made, changed, deleted or saved by themselves", async () => {
    const { call } = await openWithCertificate();
    for (const [method, path, verb] of [
      ["DELETE", "/keys/a", "delete"],
      ["POST", "/keys/a/create", "create"],
      ["PATCH", "/keys/a", "update"],
      ["POST", "/keys/a/rotate", "rotate"],
      ["PUT", "/secrets/a", "set"],
      ["DELETE", "/secrets/a", "delete"],
      ["POST", "/secrets/a/backup", "backup"],
    ] as const) {
      const { status, body } = await call(method, path, method === "DELETE" ? undefined : { value: "1", kty: "EC" });
      const message = `Operation "${verb}" is not allowed as this object's lifetime is managed by Key Vault.`;
      const innerCode = path.startsWith("/keys") ? "KeyManagedByKeyVault" : "SecretManagedByKeyVault";
      expect([status, body]).toEqual([403, errorBody("Forbidden", message, innerCode)]);
    }
  });

  test("follow what is changed of the certificate", async () => {
    const { call } = await openWithCertificate();
    const { body } = await call("PATCH", "/certificates/a", { attributes: { enabled: false }, tags: { use: "test" } });
    expect(body).toMatchObject({ attributes: { enabled: false }, tags: { use: "test" } });
    expect((await call("GET", "/keys/a")).body).toMatchObject({
      attributes: { enabled: false },
      tags: { use: "test" },
    });
    expect((await call("GET", "/secrets/a")).body).toMatchObject({ error: { innererror: { code: "SecretDisabled" } } });
  });
});
