import { X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openObjects } from "../objects.ts";
import { errorBody, host } from "../vault.ts";
import { certificate } from "./made-by-openssl.ts";

const url = `https://${host}`;
const subject = { x509_props: { subject: "CN=www.example.com" } };

async function openPending(issuer: "Self" | "Unknown") {
  const opened = openObjects({ latency: { certificateCreation: 8000 } });
  const asked = await opened.call("POST", "/certificates/a/create", {
    policy: { ...subject, issuer: { name: issuer } },
  });
  return { ...opened, asked: asked.body };
}

describe("an operation under way", () => {
  test("can be cancelled and deleted, which leaves no trace of it but the policy", async () => {
    const { call, asked, wait } = await openPending("Self");
    const cancelled = { ...asked, cancellation_requested: true };
    const answer = await call("PATCH", "/certificates/a/pending", { cancellation_requested: true });
    expect(answer.body).toEqual(cancelled);
    expect((await call("DELETE", "/certificates/a/pending")).body).toEqual(cancelled);
    const missing = errorBody("PendingCertificateNotFound", "Pending certificate not found: a");
    expect((await call("GET", "/certificates/a/pending")).body).toEqual(missing);
    wait(60_000);
    const { body } = await call("GET", "/certificates/a");
    expect(body).not.toHaveProperty("pending");
    expect(body).not.toHaveProperty("cer");
  });

  test("is found by its request alone, where one is named", async () => {
    const { call, asked } = await openPending("Self");
    const path = "/certificates/a/pending?request_id=";
    expect((await call("GET", `${path}${String(asked["request_id"])}`)).status).toBe(200);
    expect((await call("GET", `${path}${"0".repeat(32)}`)).status).toBe(404);
  });

  test("keeps others from being begun", async () => {
    const { call } = await openPending("Unknown");
    const { status, body } = await call("POST", "/certificates/a/create", { policy: subject });
    const message =
      "A new key vault certificate can not be created or imported while a pending key vault certificate's status is inProgress.";
    expect([status, body]).toEqual([409, errorBody("Forbidden", message)]);
  });

  test("cannot be cancelled when it is over", async () => {
    const { call, wait } = await openPending("Self");
    wait(8000);
    expect((await call("PATCH", "/certificates/a/pending", { cancellation_requested: true })).status).toBe(400);
  });
});

describe("a certificate that is signed elsewhere", () => {
  test("waits for a merge", async () => {
    const { call, wait, asked } = await openPending("Unknown");
    const details = "Pending certificate created. Please Perform Merge to complete the request.";
    expect(asked).toMatchObject({ issuer: { name: "Unknown" }, status: "inProgress", status_details: details });
    wait(86_400_000);
    expect((await call("GET", "/certificates/a/pending")).body).toEqual(asked);
    const { body } = await call("GET", "/certificates/a/policy");
    expect(body).toMatchObject({ lifetime_actions: [{ action: { action_type: "EmailContacts" } }] });
    expect(body["id"]).toBe(`${url}/certificates/a/policy`);
  });

  test("is there when one for its key is merged", async () => {
    const { call } = openObjects();
    const reuse = { key_props: { reuse_key: true } };
    await call("POST", "/certificates/a/create", { policy: { ...subject, issuer: { name: "Self" } } });
    const first = (await call("GET", "/certificates/a")).body;
    await call("POST", "/certificates/a/create", { policy: { ...subject, ...reuse, issuer: { name: "Unknown" } } });
    // It has the key of the first version, which is why the certificate of that one fits.
    const { status, body } = await call("POST", "/certificates/a/pending/merge", { x5c: [first["cer"]] });
    expect([status, body]).toMatchObject([201, { cer: first["cer"], attributes: { enabled: true } }]);
    expect(body["id"]).not.toBe(first["id"]);
    expect((await call("GET", "/certificates/a/pending")).body).toMatchObject({ status: "completed" });
    expect((await call("GET", "/keys/a/versions")).body["value"]).toHaveLength(2);
  });

  test("refuses one for another key, and what is none", async () => {
    const { call } = await openPending("Unknown");
    const another = Buffer.from(new X509Certificate(certificate).raw).toString("base64");
    for (const x5c of [[another], ["bm9uZQ=="], []]) {
      const { status, body } = await call("POST", "/certificates/a/pending/merge", { x5c });
      expect([status, body]).toEqual([400, errorBody("BadParameter", expect.stringContaining("x5c"))]);
    }
    expect((await call("GET", "/certificates/a/pending")).body).toMatchObject({ status: "inProgress" });
  });

  test("is not what an issuer is at work on", async () => {
    const { call } = await openPending("Self");
    const { status, body } = await call("POST", "/certificates/a/pending/merge", { x5c: ["bm9uZQ=="] });
    const message = "Merge is forbidden on pending object created with issuer : Self while it is in progess.";
    expect([status, body]).toEqual([403, errorBody("Forbidden", message)]);
  });
});
