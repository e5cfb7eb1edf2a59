import {
  constants,
  createHash,
  createPublicKey,
  generateKeyPairSync,
  privateEncrypt,
  publicDecrypt,
  publicEncrypt,
  sign,
  verify,
} from "node:crypto";
import { describe, expect, test } from "vitest";
import { jwkIn, openObjects, start } from "../objects.ts";
import { errorBody } from "../vault.ts";

const text = Buffer.from("a text of no worth");
const now = start / 1000;

async function openWithKey(asked: object) {
  const opened = openObjects();
  const { body } = await opened.call("POST", "/keys/a/create", asked);
  const jwk = jwkIn(body);
  const crv = jwk.crv === "P-256K" ? "secp256k1" : jwk.crv;
  const publicKey = createPublicKey({ key: JSON.parse(JSON.stringify({ ...jwk, crv })), format: "jwk" });
  const use = async (verb: string, alg: string, value: Buffer | string, more: object = {}) =>
    opened.call("POST", `/keys/a/${verb}`, {
      alg,
      value: typeof value === "string" ? value : value.toString("base64url"),
      ...more,
    });
  return { ...opened, kid: jwk.kid, publicKey, use };
}

let anRsaKey: ReturnType<typeof openWithKey> | undefined;

/** A key that takes a tenth of a second to make: for all tests that use it and change nothing. */
function openWithRsaKey(): ReturnType<typeof openWithKey> {
  anRsaKey ??= openWithKey({ kty: "RSA" });
  return anRsaKey;
}

function digestOf(algorithm: string): Buffer {
  return createHash(`sha${algorithm.slice(2, 5)}`)
    .update(text)
    .digest();
}

describe("an RSA key", () => {
  test.each(["RSA1_5", "RSA-OAEP", "RSA-OAEP-256"])("decrypts and unwraps what was encrypted by %s", async (alg) => {
    const { use, kid, publicKey } = await openWithRsaKey();
    for (const [there, back] of [
      ["encrypt", "decrypt"],
      ["wrapkey", "unwrapkey"],
    ] as const) {
      const { status, body } = await use(there, alg, text);
      expect([status, body]).toEqual([200, { kid, value: expect.stringMatching(/^[\w-]{342}$/) }]);
      const decrypted = await use(back, alg, Buffer.from(String(body["value"]), "base64url"));
      expect(decrypted.body).toEqual({ kid, value: text.toString("base64url") });
    }
    const padding = alg === "RSA1_5" ? constants.RSA_PKCS1_PADDING : constants.RSA_PKCS1_OAEP_PADDING;
    const oaepHash = alg === "RSA-OAEP-256" ? "sha256" : "sha1";
    const byAnother = publicEncrypt({ key: publicKey, padding, oaepHash }, text);
    expect((await use("decrypt", alg, byAnother)).body).toMatchObject({ value: text.toString("base64url") });
  });

  test.each(["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"])(
    "signs by %s what any other implementation verifies",
    async (alg) => {
      const { use, publicKey } = await openWithRsaKey();
      const { body } = await use("sign", alg, digestOf(alg));
      const signature = Buffer.from(String(body["value"]), "base64url");
      const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
      const how = alg.startsWith("PS") ? pss : {};
      expect(verify(`sha${alg.slice(2)}`, text, { key: publicKey, ...how }, signature)).toBe(true);

      const digest = digestOf(alg).toString("base64url");
      expect((await use("verify", alg, signature, { digest })).body).toEqual({ value: true });
      signature.writeUInt8(signature.readUInt8(100) ^ 1, 100);
      expect((await use("verify", alg, signature, { digest })).body).toEqual({ value: false });
    },
  );

  test.each([
    ["decrypt", "RSA-OAEP", text, "Error occurred while decoding OAEP padding."],
    [
      "encrypt",
      "RSA-OAEP",
      Buffer.alloc(300),
      "Property has invalid value: value. The key cannot encrypt it by RSA-OAEP.",
    ],
    ["encrypt", "A256GCM", text, "Unsupported algorithm: A256GCM"],
    ["sign", "HS256", text, "Unsupported algorithm: HS256"],
    ["sign", "RS256", text, "Invalid length of 'value': 18 bytes. RS256 requires 32 bytes, encoded with base64url."],
    ["sign", "RS256", "+/+/", "Content of 'value' is not base64url.\r\nProperty 'value' is required.\r\n"],
  ] as const)("does not %s by %s %s", async (verb, alg, value, message) => {
    const { use } = await openWithRsaKey();
    const { status, body } = await use(verb, alg, value);
    expect([status, body]).toEqual([400, errorBody("BadParameter", message)]);
  });

  test("does not verify a PSS signature whose last byte is another", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const { call } = openObjects();
    await call("PUT", "/keys/a", { key: privateKey.export({ format: "jwk" }) });
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    const signature = sign("sha256", text, { key: privateKey, padding, saltLength: constants.RSA_PSS_SALTLEN_DIGEST });
    const digest = digestOf("PS256").toString("base64url");
    const check = async (value: Buffer) =>
      (await call("POST", "/keys/a/verify", { alg: "PS256", digest, value: value.toString("base64url") })).body;
    expect(await check(signature)).toEqual({ value: true });
    const raw = { padding: constants.RSA_NO_PADDING };
    const encoded = publicDecrypt({ key: publicKey, ...raw }, signature);
    encoded.writeUInt8(0xcc, encoded.length - 1);
    expect(await check(privateEncrypt({ key: privateKey, ...raw }, encoded))).toEqual({ value: false });
  });

  test("is used in the version that the path names, or in the newest", async () => {
    const { call, use, kid } = await openWithKey({ kty: "RSA" });
    const { body } = await use("encrypt", "RSA-OAEP", text);
    await call("POST", "/keys/a/create", { kty: "RSA" });
    const asked = { alg: "RSA-OAEP", value: body["value"] };
    expect((await call("POST", `${new URL(kid).pathname}/decrypt`, asked)).status).toBe(200);
    expect((await call("POST", "/keys/a//decrypt", asked)).status).toBe(400);
  });
});

function incompatible(kid: string, has: string, alg: string, needs: string) {
  const message = `Key and signing algorithm are incompatible. Key ${kid} ${has}, and algorithm '${alg}' can only be used with ${needs}.`;
  return errorBody("BadParameter", message);
}

describe("an EC key", () => {
  test.each([
    ["ES256", "P-256"],
    ["ES384", "P-384"],
    ["ES512", "P-521"],
    ["ES256K", "P-256K"],
  ])("signs by %s what any other implementation verifies", async (alg, crv) => {
    const { use, publicKey } = await openWithKey({ kty: "EC", crv });
    for (let round = 0; round < 10; round++) {
      const { body } = await use("sign", alg, digestOf(alg));
      const signature = Buffer.from(String(body["value"]), "base64url");
      const how = { key: publicKey, dsaEncoding: "ieee-p1363" } as const;
      expect(verify(`sha${alg.slice(2, 5)}`, text, how, signature)).toBe(true);
      const digest = digestOf(alg).toString("base64url");
      expect((await use("verify", alg, signature, { digest })).body).toEqual({ value: true });
      signature.writeUInt8(signature.readUInt8(20) ^ 1, 20);
      expect((await use("verify", alg, signature, { digest })).body).toEqual({ value: false });
    }
  });

  test("is told which algorithm goes with which curve, and which with which type", async () => {
    const ec = await openWithKey({ kty: "EC", crv: "P-256K" });
    const rsa = await openWithRsaKey();
    expect((await ec.use("sign", "ES256", text)).body).toEqual(
      incompatible(ec.kid, "uses curve 'P-256K'", "ES256", "curve 'P-256'"),
    );
    expect((await rsa.use("sign", "ES256", text)).body).toEqual(
      incompatible(rsa.kid, "has type 'RSA'", "ES256", "type 'EC' or 'EC-HSM'"),
    );
    expect((await ec.use("sign", "PS256", text)).body).toEqual(
      incompatible(ec.kid, "has type 'EC'", "PS256", "type 'RSA' or 'RSA-HSM'"),
    );
  });

  test("does not encrypt", async () => {
    const { use } = await openWithKey({ kty: "EC" });
    const message = "Operation encrypt is not permitted on this key.";
    const { status, body } = await use("encrypt", "RSA-OAEP", text);
    expect([status, body]).toEqual([403, errorBody("Forbidden", message, "KeyOperationForbidden")]);
  });
});

describe("a key that must not be used", () => {
  const verbs = ["encrypt", "decrypt", "wrapKey", "unwrapKey", "sign", "verify"];

  test.each(verbs)("because it is disabled does not %s", async (verb) => {
    const { use } = await openWithKey({ kty: "RSA", attributes: { enabled: false } });
    const { status, body } = await use(verb, "RS256", text);
    const message = `Operation ${verb} is not allowed on a disabled key.`;
    expect([status, body]).toEqual([403, errorBody("Forbidden", message, "KeyDisabled")]);
  });

  test.each(verbs)("for that: one without %s in its key_ops refuses it", async (verb) => {
    const { use } = await openWithKey({ kty: "RSA", key_ops: verbs.filter((each) => each !== verb) });
    const { status, body } = await use(verb, "RS256", text);
    const message = `Operation ${verb} is not permitted on this key.`;
    expect([status, body]).toEqual([403, errorBody("Forbidden", message, "KeyOperationForbidden")]);
  });

  test.each([
    [{ nbf: now + 1 }, "KeyNotYetValid"],
    [{ exp: now }, "KeyExpired"],
  ])("because of %j protects nothing new, but still gives back what it protected", async (attributes, innerCode) => {
    const { call, use } = await openWithKey({ kty: "RSA" });
    const { body } = await use("encrypt", "RSA-OAEP", text);
    const signature = Buffer.from(String((await use("sign", "RS256", digestOf("RS256"))).body["value"]), "base64url");
    await call("PATCH", "/keys/a", { attributes });
    for (const verb of ["encrypt", "wrapkey", "sign"]) {
      const refused = await use(verb, "RSA-OAEP", text);
      expect([refused.status, refused.body]).toEqual([403, errorBody("Forbidden", expect.any(String), innerCode)]);
    }
    const encrypted = Buffer.from(String(body["value"]), "base64url");
    for (const verb of ["decrypt", "unwrapkey"]) expect((await use(verb, "RSA-OAEP", encrypted)).status).toBe(200);
    const digest = digestOf("RS256").toString("base64url");
    expect((await use("verify", "RS256", signature, { digest })).body).toEqual({ value: true });
  });

  test("because it cannot be exported is not released", async () => {
    const { call } = await openWithKey({ kty: "RSA" });
    const { status, body } = await call("POST", "/keys/a/release", { target: "a token" });
    const message = "Operation release is not permitted on this key.";
    expect([status, body]).toEqual([403, errorBody("Forbidden", message, "KeyOperationForbidden")]);
  });

  test("because it is not there is not found", async () => {
    const { status, body } = await openObjects().call("POST", "/keys/a/sign", { alg: "RS256", value: "" });
    expect([status, body]).toMatchObject([404, { error: { code: "KeyNotFound" } }]);
  });
});
