import { CertificateClient } from "@azure/keyvault-certificates";
import { X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import type { Latency } from "../../../../src/simulator/latency.ts";
import { policyWith } from "../objects.ts";
import { openSdk } from "../sdk.ts";
import { host } from "../vault.ts";
import { aesPfx } from "./made-by-openssl.ts";

const intervalInMs = 20;

async function openCertificates(latency: Partial<Latency> = {}) {
  const { state, vault, credential, options, client: secrets } = await openSdk(latency);
  vault.accessPolicies = [policyWith(state, { secrets: ["all"], certificates: ["all"] })];
  return { secrets, client: new CertificateClient(`https://${host}`, credential, options) };
}

async function namesOf(list: AsyncIterable<{ name?: string }>): Promise<(string | undefined)[]> {
  const names: (string | undefined)[] = [];
  for await (const { name } of list) names.push(name);
  return names;
}

test("the SDK goes through a certificate's life: create, get, update, delete, recover, delete, purge", async () => {
  const { client, secrets } = await openCertificates({ certificateCreation: 100, secretDeletion: 50 });
  const policy = { issuerName: "Self", subject: "CN=www.example.com", validityInMonths: 6 };
  const poller = await client.beginCreateCertificate("myCertificate", policy, { intervalInMs, tags: { use: "test" } });
  const created = await poller.pollUntilDone();
  expect(created).toMatchObject({
    name: "myCertificate",
    policy,
    properties: { enabled: true, tags: { use: "test" } },
  });
  expect(new X509Certificate(Buffer.from(created.cer ?? [])).subject).toBe("CN=www.example.com");
  expect((await secrets.getSecret("myCertificate")).properties).toMatchObject({ managed: true });

  const version = created.properties.version ?? "";
  const updated = await client.updateCertificateProperties("myCertificate", version, { enabled: false });
  expect(updated.properties.enabled).toBe(false);
  expect(await namesOf(client.listPropertiesOfCertificates())).toEqual(["myCertificate"]);
  expect(await namesOf(client.listPropertiesOfCertificateVersions("myCertificate"))).toEqual(["myCertificate"]);

  await (await client.beginDeleteCertificate("myCertificate", { intervalInMs })).pollUntilDone();
  const recovery = await client.beginRecoverDeletedCertificate("myCertificate", { intervalInMs });
  expect((await recovery.pollUntilDone()).name).toBe("myCertificate");
  await (await client.beginDeleteCertificate("myCertificate", { intervalInMs })).pollUntilDone();
  expect(await namesOf(client.listDeletedCertificates())).toEqual(["myCertificate"]);
  await client.purgeDeletedCertificate("myCertificate");
  expect(await namesOf(client.listDeletedCertificates())).toEqual([]);
});

test("the SDK imports, backs up and restores certificates, and changes their policy", async () => {
  const { client } = await openCertificates();
  const imported = await client.importCertificate("imported", Buffer.from(aesPfx, "base64"), {
    password: "a-password",
  });
  expect(imported.policy).toMatchObject({ issuerName: "Unknown", keyType: "EC", keyCurveName: "P-256" });
  await client.updateCertificatePolicy("imported", {
    issuerName: "Unknown",
    subject: "CN=another",
    validityInMonths: 3,
  });
  expect((await client.getCertificate("imported")).policy).toMatchObject({
    subject: "CN=another",
    validityInMonths: 3,
    keyCurveName: "P-256",
  });
  const backup = await client.backupCertificate("imported");
  await (await client.beginDeleteCertificate("imported", { intervalInMs })).pollUntilDone();
  await client.purgeDeletedCertificate("imported");
  expect((await client.restoreCertificateBackup(backup ?? new Uint8Array())).cer).toEqual(imported.cer);
});

test("the SDK manages contacts, issuers and operations", async () => {
  const { client } = await openCertificates();
  const contacts = [{ email: "a@example.com", name: "A", phone: "1" }];
  expect(await client.setContacts(contacts)).toEqual(contacts);
  expect(await client.getContacts()).toEqual(contacts);
  await client.deleteContacts();
  await client.createIssuer("one", "Test", { accountId: "account" });
  expect(await client.getIssuer("one")).toMatchObject({ provider: "Test", accountId: "account" });
  for await (const issuer of client.listPropertiesOfIssuers()) {
    expect(issuer).toEqual({ id: `https://${host}/certificates/issuers/one`, provider: "Test" });
  }
  expect((await client.updateIssuer("one", { accountId: "another" })).accountId).toBe("another");
  await client.deleteIssuer("one");

  await client.beginCreateCertificate("pending", { issuerName: "Unknown", subject: "CN=a" }, { intervalInMs });
  const operation = await client.getCertificateOperation("pending", { intervalInMs });
  await operation.cancelOperation();
  expect(operation.getOperationState().certificateOperation?.cancellationRequested).toBe(true);
  await client.deleteCertificateOperation("pending");
  await expect(client.getCertificateOperation("pending")).rejects.toThrow("Pending certificate not found: pending");
});
