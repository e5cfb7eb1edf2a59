import { createHash, generateKeyPairSync } from "node:crypto";
import { CryptographyClient, KeyClient } from "@azure/keyvault-keys";
import type { KeyVaultKey } from "@azure/keyvault-keys";
import { expect, test } from "vitest";
import type { Latency } from "../../../../src/simulator/latency.ts";
import { policyWith } from "../objects.ts";
import { openSdk } from "../sdk.ts";
import { host } from "../vault.ts";

async function openKeys(latency: Partial<Latency> = {}) {
  const { state, vault, credential, options } = await openSdk(latency);
  vault.accessPolicies = [policyWith(state, { keys: ["all"] })];
  const client = new KeyClient(`https://${host}`, credential, options);
  return { client, cryptography: (key: KeyVaultKey) => new CryptographyClient(key.id ?? "", credential, options) };
}

async function namesOf(list: AsyncIterable<{ name: string }>): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of list) names.push(name);
  return names;
}

test("the SDK goes through a key's life: create, get, update, delete, recover, delete, purge", async () => {
  const { client } = await openKeys({ secretDeletion: 50 });
  const expiresOn = new Date("2030-01-01T00:00:00Z");
  const created = await client.createRsaKey("myKey", { keySize: 2048, expiresOn, tags: { use: "test" } });
  expect(created).toMatchObject({ name: "myKey", keyType: "RSA" });
  expect(created.properties).toMatchObject({ enabled: true, expiresOn, tags: { use: "test" }, recoverableDays: 7 });
  expect(await client.getKey("myKey")).toEqual(created);
  const updated = await client.updateKeyProperties("myKey", created.properties.version ?? "", { enabled: false });
  expect(updated.properties.enabled).toBe(false);

  const deletion = await client.beginDeleteKey("myKey", { intervalInMs: 20 });
  expect((await deletion.pollUntilDone()).properties.recoveryId).toBe(`https://${host}/deletedkeys/myKey`);
  const recovery = await client.beginRecoverDeletedKey("myKey", { intervalInMs: 20 });
  expect((await recovery.pollUntilDone()).name).toBe("myKey");
  await (await client.beginDeleteKey("myKey", { intervalInMs: 20 })).pollUntilDone();
  expect(await namesOf(client.listDeletedKeys())).toEqual(["myKey"]);
  await client.purgeDeletedKey("myKey");
  expect(await namesOf(client.listDeletedKeys())).toEqual([]);
});

test("the SDK's cryptography client encrypts, decrypts, wraps, unwraps, signs and verifies", async () => {
  const { client, cryptography } = await openKeys();
  const plaintext = Buffer.from("a text of no worth");
  const rsa = cryptography(await client.createRsaKey("rsa"));
  for (const algorithm of ["RSA1_5", "RSA-OAEP", "RSA-OAEP-256"] as const) {
    const encrypted = await rsa.encrypt({ algorithm, plaintext });
    expect((await rsa.decrypt({ algorithm, ciphertext: encrypted.result })).result).toEqual(plaintext);
    const wrapped = await rsa.wrapKey(algorithm, plaintext);
    expect((await rsa.unwrapKey(algorithm, wrapped.result)).result).toEqual(plaintext);
  }
  const digest = createHash("sha256").update(plaintext).digest();
  for (const algorithm of ["RS256", "PS256"] as const) {
    const { result } = await rsa.sign(algorithm, digest);
    expect((await rsa.verify(algorithm, digest, result)).result).toBe(true);
  }
  const ec = cryptography(await client.createEcKey("ec", { curve: "P-256K" }));
  const { result } = await ec.signData("ES256K", plaintext);
  expect((await ec.verifyData("ES256K", plaintext, result)).result).toBe(true);
  expect((await ec.verifyData("ES256K", Buffer.from("another text"), result)).result).toBe(false);
});

test("the SDK imports, lists, backs up, restores and rotates keys", async () => {
  const { client } = await openKeys();
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = privateKey.export({ format: "jwk" });
  const bytes = Object.fromEntries(
    Object.entries(jwk).map(([name, value]) => [
      name,
      name === "kty" ? value : Buffer.from(String(value), "base64url"),
    ]),
  );
  const imported = await client.importKey("imported", bytes);
  expect(Buffer.from(imported.key?.n ?? "").toString("base64url")).toBe(jwk["n"]);
  await client.createEcKey("made", { curve: "P-384" });
  expect(await namesOf(client.listPropertiesOfKeys())).toEqual(["imported", "made"]);

  const policy = { expiresIn: "P90D", lifetimeActions: [{ action: "Rotate" as const, timeAfterCreate: "P30D" }] };
  expect(await client.updateKeyRotationPolicy("made", policy)).toMatchObject(policy);
  expect(await client.getKeyRotationPolicy("made")).toMatchObject(policy);
  expect((await client.rotateKey("made")).properties.expiresOn?.getTime()).toBeGreaterThan(Date.now());
  expect(await namesOf(client.listPropertiesOfKeyVersions("made"))).toEqual(["made", "made"]);

  const backup = await client.backupKey("made");
  await (await client.beginDeleteKey("made", { intervalInMs: 20 })).pollUntilDone();
  await client.purgeDeletedKey("made");
  expect((await client.restoreKeyBackup(backup ?? new Uint8Array())).name).toBe("made");
  expect(await namesOf(client.listPropertiesOfKeyVersions("made"))).toEqual(["made", "made"]);
});
