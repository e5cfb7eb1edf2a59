import { createHash, X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openObjects, start } from "../objects.ts";
import { errorBody, host } from "../vault.ts";

const url = `https://${host}`;
const now = start / 1000;
const selfSigned = { issuer: { name: "Self" }, x509_props: { subject: "CN=www.example.com" } };

/** A vault in which the certificate `a` was asked for. */
async function openWithCertificate(policy: object = {}, given: Parameters<typeof openObjects>[0] = {}) {
  const opened = openObjects(given);
  const asked = await opened.call("POST", "/certificates/a/create", { policy: { ...selfSigned, ...policy } });
  return { ...opened, asked };
}

function certificateIn(body: Record<string, unknown>): X509Certificate {
  return new X509Certificate(Buffer.from(String(body["cer"]), "base64"));
}

describe("a certificate that signs itself", () => {
  test("is under way for a while, and then there", async () => {
    const { call, wait, asked } = await openWithCertificate({}, { latency: { certificateCreation: 8000 } });
    const underWay = {
      id: `${url}/certificates/a/pending`,
      issuer: { name: "Self" },
      csr: expect.stringMatching(/^MII[\w+/]+=*$/),
      cancellation_requested: false,
      status: "inProgress",
      status_details:
        "Pending certificate created. Certificate request is in progress. This may take some time based on the issuer provider. Please check again later.",
      request_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    };
    expect([asked.status, asked.body]).toEqual([202, underWay]);
    expect(asked.headers.get("retry-after")).toBe("10");
    const location = `${url}/certificates/a/pending?api-version=7.4&request_id=${String(asked.body["request_id"])}`;
    expect(asked.headers.get("location")).toBe(location);
    wait(7999);
    expect((await call("GET", "/certificates/a/pending")).body).toEqual(asked.body);
    expect((await call("GET", "/certificates")).body["value"]).toEqual([]);
    expect((await call("GET", "/keys")).body["value"]).toEqual([]);
    wait(1);
    const { status_details: _, ...rest } = asked.body;
    expect((await call("GET", "/certificates/a/pending")).body).toEqual({
      ...rest,
      status: "completed",
      target: `${url}/certificates/a`,
    });
    expect((await call("GET", "/certificates")).body["value"]).toHaveLength(1);
  });

  test("is shown disabled, without what is not there yet, while it is under way", async () => {
    const { call } = await openWithCertificate({}, { latency: { certificateCreation: 8000 } });
    const { status, body } = await call("GET", "/certificates/a");
    expect([status, body]).toEqual([
      200,
      {
        id: expect.stringMatching(`^${url}/certificates/a/[0-9a-f]{32}$`),
        attributes: expect.objectContaining({ enabled: false, nbf: now - 600 }),
        policy: expect.objectContaining({ id: `${url}/certificates/a/policy` }),
        pending: { id: `${url}/certificates/a/pending` },
      },
    ]);
    const { body: list } = await call("GET", "/certificates?includePending=true");
    expect(list["value"]).toEqual([
      { id: `${url}/certificates/a`, attributes: expect.objectContaining({ enabled: false }), subject: "" },
    ]);
  });

  test("is answered with what makes it, as recorded", async () => {
    const { call } = await openWithCertificate();
    const { body } = await call("GET", "/certificates/a");
    const version = /[0-9a-f]{32}$/.exec(String(body["id"]))?.[0] ?? "";
    const certificate = certificateIn(body);
    expect(body).toEqual({
      id: `${url}/certificates/a/${version}`,
      kid: `${url}/keys/a/${version}`,
      sid: `${url}/secrets/a/${version}`,
      x5t: createHash("sha1").update(certificate.raw).digest("base64url"),
      cer: expect.any(String),
      attributes: {
        enabled: true,
        nbf: now - 600,
        exp: Date.parse("2027-11-24T12:00:00Z") / 1000,
        created: now,
        updated: now,
        recoveryLevel: "CustomizedRecoverable+Purgeable",
        recoverableDays: 7,
      },
      policy: {
        id: `${url}/certificates/a/policy`,
        key_props: { exportable: true, kty: "RSA", key_size: 2048, reuse_key: false },
        secret_props: { contentType: "application/x-pkcs12" },
        x509_props: {
          subject: "CN=www.example.com",
          ekus: ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"],
          key_usage: ["digitalSignature", "keyEncipherment"],
          validity_months: 12,
          basic_constraints: { ca: false },
        },
        lifetime_actions: [{ trigger: { lifetime_percentage: 80 }, action: { action_type: "AutoRenew" } }],
        issuer: { name: "Self" },
        attributes: { enabled: true, created: now, updated: now },
      },
      pending: { id: `${url}/certificates/a/pending` },
    });
  });

  test("is what the policy says, in the eyes of another implementation", async () => {
    const { call } = await openWithCertificate({
      key_props: { kty: "RSA", key_size: 3072 },
      x509_props: {
        subject: 'C=US, O="Some, Company", CN=www.example.com',
        sans: {
          dns_names: ["a.example.com", "b.example.com"],
          emails: ["a@example.com"],
          upns: ["a@example.com"],
          uris: ["https://example.com/"],
          ipAddresses: ["10.0.0.1", "2001:db8::1"],
        },
        ekus: ["1.3.6.1.5.5.7.3.2"],
        validity_months: 360,
      },
    });
    const certificate = certificateIn((await call("GET", "/certificates/a")).body);
    expect(certificate.subject).toBe("CN=www.example.com\nO=Some\\, Company\nC=US");
    expect(certificate.issuer).toBe(certificate.subject);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.subjectAltName).toBe(
      "email:a@example.com, DNS:a.example.com, DNS:b.example.com, othername:UPN:a@example.com, URI:https://example.com/, IP Address:10.0.0.1, IP Address:2001:DB8:0:0:0:0:0:1",
    );
    expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.2"]);
    expect(certificate.ca).toBe(false);
    expect(certificate.validFromDate).toEqual(new Date(start - 600_000));
    expect(certificate.validToDate).toEqual(new Date("2056-11-24T12:00:00Z"));
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(3072);
  });

  test("says what its key is for in the very bytes of the service", async () => {
    const { call } = await openWithCertificate();
    // Out of a request for a certificate that is recorded in the tests of the SDK for JavaScript.
    const recorded = Buffer.from("MA4GA1UdDwEB/wQEAwIFoA==", "base64");
    expect(certificateIn((await call("GET", "/certificates/a")).body).raw.includes(recorded)).toBe(true);
  });

  test.each(["P-256", "P-384", "P-521", "P-256K"])("can have a key on the curve %s", async (crv) => {
    const { call } = await openWithCertificate({ key_props: { kty: "EC", crv } });
    const { body } = await call("GET", "/certificates/a");
    const certificate = certificateIn(body);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect((await call("GET", "/keys/a")).body["key"]).toMatchObject({ kty: "EC", crv });
  });

  test("gets a new version, with a new key unless the policy keeps the old one", async () => {
    const { call } = await openWithCertificate();
    const first = certificateIn((await call("GET", "/certificates/a")).body);
    const reuse = { ...selfSigned, key_props: { reuse_key: true } };
    await call("POST", "/certificates/a/create", { policy: reuse, tags: { n: "2" }, attributes: { enabled: false } });
    const { body } = await call("GET", "/certificates/a");
    expect(body).toMatchObject({ tags: { n: "2" }, attributes: { enabled: false } });
    expect(certificateIn(body).publicKey.equals(first.publicKey)).toBe(true);
    await call("POST", "/certificates/a/create", { policy: selfSigned });
    expect(certificateIn((await call("GET", "/certificates/a")).body).publicKey.equals(first.publicKey)).toBe(false);
    expect((await call("GET", "/certificates/a/versions")).body["value"]).toHaveLength(3);
  });

  test.each([
    [{ issuer: { name: "nobody" } }, 404, errorBody("CertificateIssuerNotFound", "Issuer not found")],
    [{ x509_props: { subject: "example" } }, 400, errorBody("BadParameter", expect.stringContaining("'example'"))],
    [{ x509_props: {} }, 400, errorBody("BadParameter", expect.stringContaining("subject"))],
    [{ key_props: { kty: "oct" } }, 400, errorBody("BadParameter", "Invalid kty value: oct", "KeyTypeNotSupported")],
    [{ key_props: { key_size: 1024 } }, 400, errorBody("BadParameter", expect.stringMatching(/^Unsupported key size/))],
    [
      { secret_props: { contentType: "text/plain" } },
      400,
      errorBody("BadParameter", expect.stringContaining("contentType")),
    ],
    [
      { lifetime_actions: [{ trigger: {}, action: { action_type: "AutoRenew" } }] },
      400,
      errorBody("BadParameter", expect.stringContaining("lifetime_actions")),
    ],
  ])("is not made by a policy of %j", async (policy, status, body) => {
    const { call, asked } = await openWithCertificate(policy);
    expect([asked.status, asked.body]).toEqual([status, body]);
    expect((await call("GET", "/certificates/a")).status).toBe(404);
  });

  test("is not made under the name of a key or a secret, nor by an authority, which is not played", async () => {
    const { call } = openObjects();
    await call("POST", "/keys/a/create", { kty: "EC" });
    await call("PUT", "/secrets/b", { value: "1" });
    for (const name of ["a", "b"]) {
      const { status, body } = await call("POST", `/certificates/${name}/create`, { policy: selfSigned });
      expect([status, body]).toMatchObject([409, { error: { code: "Conflict" } }]);
    }
    await call("PUT", "/certificates/issuers/digi", { provider: "DigiCert" });
    const policy = { ...selfSigned, issuer: { name: "digi" } };
    expect((await call("POST", "/certificates/c/create", { policy })).status).toBe(501);
  });
});
