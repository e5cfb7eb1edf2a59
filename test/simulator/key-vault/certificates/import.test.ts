import { X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openObjects } from "../objects.ts";
import { errorBody } from "../vault.ts";
import { aesPfx, certificate, desPfx, pkcs8, rc2Pfx, sec1 } from "./made-by-openssl.ts";

const pem = { secret_props: { contentType: "application/x-pem-file" } };
const pwd = "a-password";

describe("an imported certificate", () => {
  test.each([
    ["a PFX by AES", { value: aesPfx, pwd }],
    ["a PFX by Triple DES", { value: desPfx, pwd }],
    ["PEM", { value: `${pkcs8}${certificate}`, policy: pem }],
    ["PEM in base64", { value: Buffer.from(`${certificate}${pkcs8}`).toString("base64"), policy: pem }],
  ])("out of %s is there at once, with the policy that made it", async (_, asked) => {
    const { call } = openObjects();
    const { status, body } = await call("POST", "/certificates/a/import", { ...asked, tags: { use: "test" } });
    const x509 = new X509Certificate(certificate);
    expect([status, body]).toMatchObject([
      200,
      {
        cer: x509.raw.toString("base64"),
        attributes: { enabled: true, exp: x509.validToDate.getTime() / 1000 },
        tags: { use: "test" },
        policy: {
          key_props: { exportable: true, kty: "EC", key_size: 256, crv: "P-256", reuse_key: false },
          x509_props: {
            subject: 'CN=www.example.com, O="Some, Company", C=US',
            sans: { dns_names: ["a.example.com", "b.example.com"] },
            ekus: ["1.3.6.1.5.5.7.3.1"],
            key_usage: ["digitalSignature", "keyAgreement"],
            validity_months: 1199,
            basic_constraints: { ca: false },
          },
          lifetime_actions: [{ trigger: { lifetime_percentage: 80 }, action: { action_type: "EmailContacts" } }],
          issuer: { name: "Unknown" },
        },
      },
    ]);
    expect((await call("GET", "/certificates/a")).body).toEqual(body);
    const { x, y } = x509.publicKey.export({ format: "jwk" });
    expect((await call("GET", "/keys/a")).body).toMatchObject({ key: { x, y }, managed: true });
  });

  test("gives back a PFX that can be imported again", async () => {
    const { call } = openObjects();
    const { body } = await call("POST", "/certificates/a/import", { value: aesPfx, pwd });
    const { value } = (await call("GET", "/secrets/a")).body;
    expect((await call("POST", "/certificates/b/import", { value })).body).toMatchObject({ cer: body["cer"] });
  });

  const noPfx =
    "The specified PKCS#12 X.509 certificate content can not be read. Please check if certificate is in valid PKCS#12 format.";
  const strangePem =
    "The specified PEM X.509 certificate content is in an unexpected format. Please check if certificate is in valid PEM format.";
  const noPem =
    "The specified PEM X.509 certificate content can not be read. Please check if certificate is in valid PEM format. Accepted formats: PEM content or Base64 encoded PEM content.";
  test.each([
    ["a wrong password", { value: aesPfx, pwd: "wrong" }, noPfx],
    ["a PFX by RC2, which Node.js does not read", { value: rc2Pfx, pwd }, noPfx],
    ["PEM that the policy does not announce", { value: `${pkcs8}${certificate}` }, noPfx],
    ["what is no PEM", { value: "bm9uZQ==", policy: pem }, noPem],
    ["PEM without a key", { value: certificate, policy: pem }, strangePem],
    ["PEM with a key in the older form", { value: `${sec1}${certificate}`, policy: pem }, strangePem],
  ])("is not one out of %s", async (_, asked, message) => {
    const { call } = openObjects();
    const { status, body } = await call("POST", "/certificates/a/import", asked);
    expect([status, body]).toEqual([400, errorBody("BadParameter", message)]);
    expect((await call("GET", "/certificates?includePending=true")).body["value"]).toEqual([]);
  });
});
