import { createPrivateKey, X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createServerCertificate } from "../../src/simulator/certificate.ts";

const now = Date.parse("2026-11-24T12:00:00Z");
const made = createServerCertificate(["login.microsoftonline.com", "*.vault.azure.net"], now);
const [authority, server] = [new X509Certificate(made.ca), new X509Certificate(made.certificate)];

describe("the server's certificate", () => {
  test("is issued and signed by the authority, which signs itself", () => {
    expect(server.checkIssued(authority)).toBe(true);
    expect(server.verify(authority.publicKey)).toBe(true);
    expect(authority.verify(authority.publicKey)).toBe(true);
    expect([authority.ca, server.ca]).toEqual([true, false]);
  });

  test("is for the hosts, and for one label in place of the star", () => {
    expect(server.checkHost("login.microsoftonline.com")).toBe("login.microsoftonline.com");
    expect(server.checkHost("myvault.vault.azure.net")).toBe("*.vault.azure.net");
    expect(server.checkHost("a.b.vault.azure.net")).toBeUndefined();
    expect(server.checkHost("example.com")).toBeUndefined();
  });

  test("goes with the key", () => {
    expect(server.checkPrivateKey(createPrivateKey(made.key))).toBe(true);
  });

  test("is good from the day before for a month", () => {
    expect(server.validFromDate).toEqual(new Date("2026-11-23T12:00:00Z"));
    expect(server.validToDate).toEqual(new Date("2026-12-24T12:00:00Z"));
  });

  test("is for TLS servers only", () => {
    expect(server.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
  });
});

test("no two authorities are the same", () => {
  const other = new X509Certificate(createServerCertificate(["a"], now).ca);
  expect(other.fingerprint256).not.toBe(authority.fingerprint256);
  expect(other.serialNumber).not.toBe(authority.serialNumber);
});
