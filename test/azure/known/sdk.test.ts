import { ResourceManagementClient } from "@azure/arm-resources";
import { ClientSecretCredential } from "@azure/identity";
import { SecretClient } from "@azure/keyvault-secrets";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { KnownFailure } from "../../../src/azure/hint.ts";
import { entraFailures } from "../../../src/azure/known/entra.ts";
import { explainError } from "../../../src/azure/known/explain-error.ts";
import { keyVaultFailures } from "../../../src/azure/known/key-vault.ts";
import { resourceManagerFailures } from "../../../src/azure/known/resource-manager.ts";
import { statusFailures } from "../../../src/azure/known/statuses.ts";
import { exitCodes, type SurestepError } from "../../../src/errors.ts";
import { somebody, startServices, type Services } from "./service-answers.ts";

/** Each way in which Surestep asks Azure through the SDK. */
const requests: Readonly<Record<string, (options: Services["options"]) => Promise<unknown>>> = {
  "Resource Manager": (options) => new ResourceManagementClient(somebody, "s", options).resourceGroups.list().next(),
  "Key Vault": (options) => new SecretClient("https://contoso.vault.azure.net/", somebody, options).getSecret("s"),
  Entra: (options) => {
    const [tenant, client] = ["11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"];
    return new ClientSecretCredential(tenant, client, "secret", options).getToken("https://vault.azure.net/.default");
  },
};

let services: Services;
beforeAll(async () => void (services = await startServices()));
afterAll(() => services.close());

/** What is made of the SDK's error when a service gives this answer. */
async function explained(service: string, answer: Services["answer"]): Promise<SurestepError> {
  services.answer = answer;
  const error = await requests[service]?.(services.options).then(
    (value) => new Error(`no error: ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  return explainError(error);
}

const rowsOf = (failures: readonly KnownFailure[]) =>
  failures.flatMap((each) => (each.codes ?? []).map((code) => [code, each.id, each.class, each] as const));

const bodyOf = (code: string, message = "The message.") => JSON.stringify({ error: { code, message } });

describe("the SDK's error of each code of Resource Manager is known", () => {
  const rows = rowsOf([...resourceManagerFailures, ...statusFailures]);
  test.each(rows)("%s is %s: %s", async (code, _, failure) => {
    const error = await explained("Resource Manager", { status: 409, body: bodyOf(code) });
    expect(error).toMatchObject({ exitCode: exitCodes[failure], hint: expect.stringContaining(`(Known by: ${code})`) });
    expect(error.message).toBe(`management.azure.com answered 409 (${code}).`);
  });
});

describe("the SDK's error of each code of Key Vault is known", () => {
  const isOfManagement = /^(?:Vault|ConflictError|SoftDeleted|DeletedVault|MethodNotAllowed)/;
  const rows = rowsOf(keyVaultFailures).filter(([code]) => !isOfManagement.test(code) && code !== "Unauthorized");
  test.each(rows)("%s is %s: %s", async (code, _, failure) => {
    const inner = { error: { code: "Forbidden", message: "No.", innererror: { code } } };
    const error = await explained("Key Vault", { status: 403, body: JSON.stringify(inner) });
    expect(error).toMatchObject({ exitCode: exitCodes[failure], hint: expect.stringContaining(`(Known by: ${code})`) });
  });
});

describe("the SDK's error of each number of Entra is known", () => {
  const rows = rowsOf(entraFailures).filter(([code]) => code.startsWith("AADSTS"));
  test.each(rows)("%s is %s: %s", async (code, _, failure) => {
    const description = `${code}: The message. Trace ID: 1 Correlation ID: 2 Timestamp: 2026-11-24 22:00:00Z`;
    const body = { error: "invalid_client", error_description: description, error_codes: [Number(code.slice(6))] };
    const error = await explained("Entra", { status: 401, body: JSON.stringify(body) });
    expect(error).toMatchObject({ exitCode: exitCodes[failure], hint: expect.stringContaining(`(Known by: ${code})`) });
  });
});

describe.each(Object.keys(requests))("an answer of %s", (service) => {
  const cases = [
    ["503 and a page", { status: 503, body: "<html>busy</html>", type: "text/html" }, "unwell"],
    ["502 without a word", { status: 502, body: "", type: "text/plain" }, "unwell"],
    ["429 without a word", { status: 429, body: "", type: "text/plain" }, "unwell"],
    ["407, which is a proxy's", { status: 407, body: "", type: "text/plain" }, "setUp"],
    ["200 and a page", { status: 200, body: "<html>Sign in to this network</html>", type: "text/html" }, "unwell"],
    ["200 and half of the JSON", { status: 200, body: '{"value":[{"id":' }, "unwell"],
    ["200 and nothing", { status: 200, body: "" }, "unwell"],
    ["200 and null", { status: 200, body: "null" }, "unwell"],
    ["403 and a page", { status: 403, body: "<html>blocked</html>", type: "text/html" }, "notAllowed"],
  ] as const;
  test.each(cases)("of %s is no bug of ours", async (_, answer, failure) => {
    const error = await explained(service, answer);
    expect(error).toMatchObject({
      exitCode: exitCodes[failure],
      message: expect.not.stringContaining("did not expect"),
    });
  });
});

test("an answer to a request of ours that Azure does not understand is a bug of ours", async () => {
  expect(await explained("Resource Manager", { status: 400, body: bodyOf("Strange") })).toMatchObject({
    ...{ exitCode: exitCodes.bug, message: "management.azure.com answered 400 (Strange)." },
  });
});
