import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openStore, readState } from "../../../src/simulator/store.ts";
import { plain } from "../../../src/simulator/watch.ts";
import { openObjects } from "./objects.ts";
import { openVault } from "./vault.ts";

const policy = { issuer: { name: "Self" }, x509_props: { subject: "CN=a" }, key_props: { kty: "EC" } };
const rotation = { attributes: { expiryTime: "P90D" } };
const issuer = { provider: "Test" };

test("each change of keys and certificates is kept, on the vault's first of them and after", async () => {
  const folder = mkdtempSync(join(tmpdir(), "surestep-kept-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const opened = openObjects({ latency: { certificateCreation: 1000, secretDeletion: 1000, secretPurge: 1000 } });
  const file = join(folder, "state.jsonl");
  const store = openStore(file, plain(opened.azure.state));
  onTestFinished(() => store.close());
  const { call } = openVault({ ...opened.azure, state: store.state });

  async function change(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const answer = await call(method, path, body);
    store.save();
    const what = `${method} ${path}`;
    expect({ what, isFine: answer.status < 300, kept: readState(file) }).toEqual({
      ...{ what, isFine: true, kept: store.plain },
    });
    return answer.body;
  }

  await change("POST", "/keys/k/create", { kty: "EC" });
  await change("POST", "/keys/k/create", { kty: "EC" });
  await change("PATCH", "/keys/k", { tags: { a: "b" } });
  await change("PUT", "/keys/k/rotationpolicy", rotation);
  await change("POST", "/keys/k/rotate");
  const key = await change("POST", "/keys/k/backup");
  await change("DELETE", "/keys/k");
  opened.wait(1000);
  await change("POST", "/deletedkeys/k/recover");
  await change("DELETE", "/keys/k");
  opened.wait(1000);
  await change("DELETE", "/deletedkeys/k");
  opened.wait(1000);
  await change("POST", "/keys/restore", key);
  await change("PATCH", "/keys/k", { tags: { a: "c" } });

  await change("PUT", "/certificates/contacts", { contacts: [{ email: "a@example.com" }] });
  await change("PUT", "/certificates/issuers/i", issuer);
  await change("PATCH", "/certificates/issuers/i", { credentials: { account_id: "1" } });
  await change("DELETE", "/certificates/issuers/i");
  await change("POST", "/certificates/c/create", { policy });
  await change("PATCH", "/certificates/c/pending", { cancellation_requested: true });
  opened.wait(1000);
  await change("GET", "/certificates/c");
  await change("PATCH", "/certificates/c", { tags: { a: "b" }, attributes: { enabled: false } });
  await change("POST", "/certificates/c/create", { policy });
  await change("DELETE", "/certificates/c/pending");
  const certificate = await change("POST", "/certificates/c/backup");
  await change("DELETE", "/certificates/c");
  opened.wait(1000);
  await change("POST", "/deletedcertificates/c/recover");
  await change("DELETE", "/certificates/c");
  opened.wait(1000);
  await change("DELETE", "/deletedcertificates/c");
  opened.wait(1000);
  await change("POST", "/certificates/restore", certificate);
  await change("PATCH", "/certificates/c", { attributes: { enabled: true } });
});
