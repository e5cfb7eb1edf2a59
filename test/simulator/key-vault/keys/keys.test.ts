import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { jwkIn, openObjects, start } from "../objects.ts";
import { errorBody, host } from "../vault.ts";

const url = `https://${host}`;
const now = start / 1000;
const rsaOperations = ["encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey"];

function privateKey(type: "RSA" | "EC") {
  const pair =
    type === "RSA"
      ? generateKeyPairSync("rsa", { modulusLength: 2048 })
      : generateKeyPairSync("ec", { namedCurve: "secp256k1" });
  return pair.privateKey.export({ format: "jwk" });
}

describe("a key", () => {
  test("is answered with its public half, and nothing of its private one", async () => {
    const { call } = openObjects();
    const { status, body } = await call("POST", "/keys/a/create", { kty: "RSA" });
    expect(status).toBe(200);
    expect(body).toEqual({
      key: {
        kid: expect.stringMatching(`^${url}/keys/a/[0-9a-f]{32}$`),
        kty: "RSA",
        key_ops: rsaOperations,
        n: expect.stringMatching(/^[\w-]{342}$/),
        e: "AQAB",
      },
      attributes: {
        enabled: true,
        created: now,
        updated: now,
        recoveryLevel: "CustomizedRecoverable+Purgeable",
        recoverableDays: 7,
      },
    });
    expect((await call("GET", "/keys/a")).body).toEqual(body);
  });

  test("says since 7.5 whether it can leave the vault and what protects it, as recorded", async () => {
    const { call } = openObjects({ apiVersion: "7.5" });
    const { body } = await call("POST", "/keys/a/create", { kty: "EC" });
    expect(body["attributes"]).toMatchObject({ exportable: false, hsmPlatform: "0" });
  });

  test.each([
    [
      { kty: "RSA", key_size: 3072 },
      { kty: "RSA", n: expect.stringMatching(/^[\w-]{512}$/) },
    ],
    [{ kty: "EC" }, { kty: "EC", crv: "P-256", key_ops: ["sign", "verify"] }],
    [
      { kty: "EC", crv: "P-384" },
      { crv: "P-384", x: expect.stringMatching(/^[\w-]{64}$/) },
    ],
    [
      { kty: "EC", crv: "P-521" },
      { crv: "P-521", y: expect.stringMatching(/^[\w-]{88}$/) },
    ],
    [{ kty: "EC", crv: "P-256K" }, { crv: "P-256K" }],
    [{ kty: "RSA", key_ops: ["encrypt"] }, { key_ops: ["encrypt"] }],
  ])("is made as asked for: %j", async (asked, made) => {
    const { body } = await openObjects().call("POST", "/keys/a/create", asked);
    expect(body["key"]).toMatchObject(made);
  });

  test.each([
    [{ kty: "oct" }, "Invalid kty value: oct", "KeyTypeNotSupported"],
    [{}, "Invalid kty value: ", "KeyTypeNotSupported"],
    [{ kty: "RSA", key_size: 1024 }, "Unsupported key size (1024). Supported sizes are [2048, 3072, 4096]"],
    [{ kty: "EC", crv: "Ed25519" }, "Unsupported curve (Ed25519). Supported curves are [P-256, P-384, P-521, P-256K]"],
    [{ kty: "EC", key_ops: ["encrypt"] }, "Property has invalid value: key_ops. Keys of type EC have no encrypt."],
    [{ kty: "RSA", attributes: { enabled: "yes" } }, "Property has invalid value: attributes.enabled"],
    [{ kty: "RSA-HSM" }, "Keys of type RSA-HSM are not supported by vaults of the sku 'standard'."],
    [
      { kty: "RSA", attributes: { exportable: true } },
      "AKV.SKR.1001: The exportable attribute is only supported with premium vaults and API version >= '7.3-preview'.",
    ],
    [
      { kty: "RSA", release_policy: { data: "e30" } },
      "AKV.SKR.1005: Non-exportable keys must not have release policy.",
    ],
  ])("is not made of %j", async (asked, message, innerCode?: string) => {
    const { call } = openObjects();
    const { status, body } = await call("POST", "/keys/a/create", asked);
    expect([status, body]).toEqual([400, errorBody("BadParameter", message, innerCode)]);
    expect((await call("GET", "/keys")).body["value"]).toEqual([]);
  });

  test("of a premium vault can be protected by hardware, and be exportable with a policy", async () => {
    const { call } = openObjects({ vault: { sku: { family: "A", name: "premium" } }, apiVersion: "7.5" });
    const policy = { contentType: "application/json; charset=utf-8", data: "e30", immutable: true };
    const asked = { kty: "EC-HSM", attributes: { exportable: true } };
    const refused = await call("POST", "/keys/a/create", asked);
    expect(refused.body).toEqual(errorBody("BadParameter", "AKV.SKR.1004: Exportable keys must have release policy."));
    const { body } = await call("POST", "/keys/a/create", { ...asked, release_policy: policy });
    expect(body).toMatchObject({
      key: { kty: "EC-HSM" },
      attributes: { exportable: true, hsmPlatform: "2" },
      release_policy: policy,
    });
    const message = "AKV.SKR.1020: Immutable Key Release Policy cannot be modified.";
    const changed = await call("PATCH", "/keys/a", { release_policy: { ...policy, data: "e30_" } });
    expect(changed.body).toEqual(errorBody("BadParameter", message));
  });

  test("can be changed, but for its material", async () => {
    const { call, wait } = openObjects();
    await call("POST", "/keys/a/create", { kty: "RSA", tags: { use: "test" } });
    wait(5000);
    const asked = { key_ops: ["sign", "verify"], attributes: { enabled: false, nbf: 1, exp: 2 } };
    const { body } = await call("PATCH", "/keys/a", asked);
    expect(body).toMatchObject({
      key: { key_ops: ["sign", "verify"] },
      attributes: { enabled: false, nbf: 1, exp: 2, created: now, updated: now + 5 },
      tags: { use: "test" },
    });
    expect((await call("GET", "/keys/a")).body).toEqual(body);
  });

  test("has versions, each at its own address", async () => {
    const { call } = openObjects();
    const first = await call("POST", "/keys/a/create", { kty: "EC" });
    const second = await call("POST", "/keys/a/create", { kty: "EC", tags: { n: "2" } });
    const paths = [first, second].map(({ body }) => new URL(jwkIn(body).kid).pathname);
    expect((await call("GET", paths[0] ?? "")).body).toEqual(first.body);
    expect((await call("GET", "/keys/A")).body).toEqual(second.body);
    const { body } = await call("GET", "/keys/a/versions");
    expect(body["value"]).toEqual(paths.map((path) => expect.objectContaining({ kid: `${url}${path}` })));
    const missing = await call("GET", "/keys/a/00000000000000000000000000000000");
    expect([missing.status, missing.body]).toEqual([
      404,
      errorBody(
        "KeyNotFound",
        expect.stringMatching(/^A key with \(name\/id\) a\/0{32} was not found in this key vault/),
      ),
    ]);
  });

  test("is listed by its name, page by page, without its material", async () => {
    const { call } = openObjects();
    for (const name of ["b", "c", "a"]) await call("POST", `/keys/${name}/create`, { kty: "EC" });
    const first = await call("GET", "/keys?maxresults=2");
    expect(first.body).toEqual({
      value: [
        { kid: `${url}/keys/a`, attributes: expect.objectContaining({ enabled: true }) },
        { kid: `${url}/keys/b`, attributes: expect.objectContaining({ enabled: true }) },
      ],
      nextLink: expect.stringMatching(/^https:\/\/my-vault.vault.azure.net:443\/keys\?api-version=7.4&\$skiptoken=/),
    });
    const next = new URL(String(first.body["nextLink"]));
    const last = await call("GET", `/keys?$skiptoken=${next.searchParams.get("$skiptoken")}&maxresults=2`);
    expect(last.body).toMatchObject({ value: [{ kid: `${url}/keys/c` }], nextLink: null });
  });
});

describe("an imported key", () => {
  test.each(["RSA", "EC"] as const)("of type %s keeps its public half", async (type) => {
    const { d, p, q, dp, dq, qi, ...half } = privateKey(type);
    const given = type === "RSA" ? { d, p, q, dp, dq, qi } : { d };
    const crv = type === "EC" ? { crv: "P-256K" } : {};
    const key = { ...half, ...given, ...crv, kty: type, key_ops: ["sign"] };
    const { status, body } = await openObjects().call("PUT", "/keys/a", { key, attributes: { enabled: false } });
    expect([status, body]).toMatchObject([200, { key: { ...half, ...crv, key_ops: ["sign"] } }]);
    expect(body).toMatchObject({ attributes: { enabled: false } });
  });

  test("is refused where it is no private key, or one of a size that a vault does not take", async () => {
    const { call } = openObjects();
    const { d: _, ...half } = privateKey("EC");
    const small = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey.export({ format: "jwk" });
    expect((await call("PUT", "/keys/a", { key: half })).body).toMatchObject({ error: { code: "BadParameter" } });
    expect((await call("PUT", "/keys/a", { key: small })).body).toEqual(
      errorBody("BadParameter", "Unsupported key size (1024). Supported sizes are [2048, 3072, 4096]"),
    );
  });
});

describe("a rotation", () => {
  const month = { trigger: { timeAfterCreate: "P15D" }, action: { type: "Rotate" } };

  test("makes a version like the last, which lives for as long as the policy says", async () => {
    const { call } = openObjects();
    await call("POST", "/keys/a/create", { kty: "EC", crv: "P-384", key_ops: ["sign"], tags: { use: "test" } });
    await call("PUT", "/keys/a/rotationpolicy", { lifetimeActions: [month], attributes: { expiryTime: "P30D" } });
    const { status, body } = await call("POST", "/keys/a/rotate");
    expect([status, body]).toMatchObject([
      200,
      { key: { crv: "P-384", key_ops: ["sign"] }, attributes: { exp: now + 30 * 86_400 }, tags: { use: "test" } },
    ]);
    expect((await call("GET", "/keys/a/versions")).body["value"]).toHaveLength(2);
  });

  test("has a policy of which it is told 30 days before its end, until another is set", async () => {
    const { call, wait } = openObjects();
    const id = `${url}/keys/a/rotationpolicy`;
    await call("POST", "/keys/a/create", { kty: "EC" });
    const notify = { trigger: { timeBeforeExpiry: "P30D" }, action: { type: "Notify" } };
    expect((await call("GET", "/keys/a/rotationpolicy")).body).toEqual({
      id,
      lifetimeActions: [notify],
      attributes: {},
    });
    const asked = { lifetimeActions: [month], attributes: { expiryTime: "P1Y2M" } };
    await call("PUT", "/keys/a/rotationpolicy", asked);
    wait(9000);
    const { body } = await call("PUT", "/keys/a/rotationpolicy", asked);
    expect(body).toEqual({
      id,
      lifetimeActions: [month],
      attributes: { expiryTime: "P1Y2M", created: now, updated: now + 9 },
    });
  });

  test.each([
    { attributes: { expiryTime: "P27D" } },
    { attributes: { expiryTime: "soon" } },
    { lifetimeActions: [{ trigger: { timeAfterCreate: "P6D" }, action: { type: "Rotate" } }] },
    { lifetimeActions: [{ trigger: {}, action: { type: "Rotate" } }] },
    { lifetimeActions: [{ ...month, action: { type: "Burn" } }] },
    { lifetimeActions: [{ trigger: { timeBeforeExpiry: "P30D" }, action: { type: "Rotate" } }] },
  ])("is not governed by %j", async (asked) => {
    const { call } = openObjects();
    await call("POST", "/keys/a/create", { kty: "EC" });
    const { status, body } = await call("PUT", "/keys/a/rotationpolicy", asked);
    expect([status, body]).toMatchObject([400, { error: { code: "BadParameter" } }]);
  });
});
