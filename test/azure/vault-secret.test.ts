import { describe, expect, test } from "vitest";
import type { Azure } from "../../src/azure/azure.ts";
import { findDeletedSecret, findSecret, listAccess, saysItIsDisabled } from "../../src/azure/vault-secret.ts";

/** What @azure/keyvault-secrets 4.12 throws for a refusal: the service's `innererror` is called `innerError` by then. */
function refusal(code: string): Error {
  const details = { error: { code: "Forbidden", message: "no", innerError: { code } } };
  return Object.assign(new Error("no"), { statusCode: 403, code: "Forbidden", details });
}

/** A vault whose list of secrets is this, or that does not even exist. */
function vaultThat(answer: () => Promise<unknown>, exists = true): Azure {
  const bodyAsText = '{"error":{"code":"Forbidden","message":"no","innererror":{"code":"ForbiddenByRbac"}}}';
  const listPropertiesOfSecrets = ({ onResponse }: { onResponse(response: object): void }) => {
    onResponse({ bodyAsText });
    return { next: answer };
  };
  const client = { listPropertiesOfSecrets };
  const absent = Object.assign(new Error("no such vault"), { statusCode: 404, code: "ResourceNotFound" });
  const get = async () => (exists ? { name: "v" } : Promise.reject(absent));
  return { secrets: async () => client, vaults: async () => ({ vaults: { get } }) } as unknown as Azure;
}

const vault = { resourceGroup: "g", vaultName: "v" };

test("a vault that lists its secrets allows it, and one that does not says by which rule", async () => {
  expect(
    await listAccess(
      vaultThat(async () => ({})),
      vault,
    ),
  ).toBe("allowed");
  const refusing = vaultThat(() => Promise.reject(Object.assign(new Error("no"), { statusCode: 403 })));
  expect(await listAccess(refusing, vault)).toBe("ForbiddenByRbac");
});

test("an application that Entra does not know yet is a refusal, no network is none", async () => {
  const unknown = vaultThat(() => Promise.reject(new Error("AADSTS700016: Application not found")));
  expect(await listAccess(unknown, vault)).toBe("AADSTS700016");
  const cut = vaultThat(() => Promise.reject(new Error("ENOTFOUND")));
  await expect(listAccess(cut, vault)).rejects.toThrow("ENOTFOUND");
});

test("a name that leads nowhere is a missing vault when Resource Manager knows none", async () => {
  const gone = vaultThat(() => Promise.reject(new Error("ENOTFOUND")), false);
  expect(await listAccess(gone, vault)).toBe("no such vault");
});

test("a disabled secret is told from one that may not be read", () => {
  expect([saysItIsDisabled(refusal("SecretDisabled")), saysItIsDisabled(refusal("ForbiddenByRbac"))]).toEqual([
    true,
    false,
  ]);
});

const missing = Object.assign(new Error("no such secret"), { statusCode: 404, code: "SecretNotFound" });

/** A vault that answers so for a secret and for its deleted form. */
function vaultWith(live: object | undefined, deleted: object | undefined): Azure {
  const client = {
    getSecret: async () => live ?? Promise.reject(missing),
    getDeletedSecret: async () => deleted ?? Promise.reject(missing),
  };
  const management = { vaults: { get: async () => ({ name: "v" }) } };
  return { vaults: async () => management, secrets: async () => client } as unknown as Azure;
}

describe("of a secret", () => {
  const place = { ...vault, secretName: "s" };

  test.each([
    { is: "itself", live: { name: "s" }, deleted: undefined },
    { is: "its deleted form", live: undefined, deleted: { name: "s" } },
    { is: "nothing", live: undefined, deleted: undefined },
  ])("$is is found", async ({ live, deleted }) => {
    const azure = vaultWith(live, deleted);
    expect([await findSecret(azure, place), await findDeletedSecret(azure, place)]).toEqual([live, deleted]);
  });

  test("a refusal is no absence", async () => {
    const azure = vaultThat(async () => ({}));
    const refuse = (): Promise<never> =>
      Promise.reject(Object.assign(refusal("ForbiddenByPolicy"), { statusCode: 403 }));
    azure.secrets = async () => ({ getSecret: refuse }) as never;
    await expect(findSecret(azure, place)).rejects.toThrow("no");
  });
});
