import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { RequestRecord } from "../../../src/simulator/proxy.ts";
import { startSimulator } from "../../../src/simulator/simulator.ts";
import { builtInAz } from "./az.ts";
import { key, keyName } from "./given-keys.ts";
import { names } from "./given.ts";

const which = `--vault-name ${names.vault} --name ${keyName}`;

/** The built-in az of a person who is signed in, on a vault with a key; `az` resolves to what is printed. */
async function signIn() {
  const folder = mkdtempSync(join(tmpdir(), "surestep-az-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const requests: RequestRecord[] = [];
  const simulator = await startSimulator({ folder, onRequest: (request) => requests.push(request) });
  onTestFinished(() => simulator.close());
  key(simulator.azure.state, Date.now());
  const variables = {
    HTTPS_PROXY: simulator.proxyUrl,
    REQUESTS_CA_BUNDLE: simulator.caFile,
    AZURE_CONFIG_DIR: join(folder, "profile"),
  };
  const az = async (line: string): Promise<Record<string, unknown>> => {
    const { exitCode, stdout, stderr } = await builtInAz(line.split(" "), variables);
    if (exitCode !== 0) throw new Error(stderr);
    return JSON.parse(stdout || "null");
  };
  await az("login --use-device-code");
  return { az, folder, requests, simulator };
}

test("what the built-in az encrypts it decrypts, as bytes and as text", async () => {
  const { az } = await signIn();
  for (const algorithm of ["RSA-OAEP", "RSA-OAEP-256", "RSA1_5"]) {
    const options = `${which} --algorithm ${algorithm}`;
    const { result } = await az(`keyvault key encrypt ${options} --value YWJj`);
    expect(await az(`keyvault key decrypt ${options} --value ${String(result)}`)).toMatchObject({ result: "YWJj" });
    const text = await az(`keyvault key encrypt ${options} --value abc --data-type plaintext`);
    const back = await az(`keyvault key decrypt ${options} --value ${String(text["result"])} --data-type plaintext`);
    expect(back).toMatchObject({ algorithm, result: "abc" });
  }
});

test("what the built-in az signs it verifies, with a key of either type", async () => {
  const { az } = await signIn();
  await az(`keyvault key create --vault-name ${names.vault} --name ec --curve P-256`);
  const digest = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
  for (const [name, algorithm] of [
    [keyName, "RS256"],
    [keyName, "PS256"],
    ["ec", "ES256"],
  ]) {
    const options = `--vault-name ${names.vault} --name ${name} --algorithm ${algorithm} --digest ${digest}`;
    const { signature } = await az(`keyvault key sign ${options}`);
    const verified = await az(`keyvault key verify ${options} --signature ${String(signature)}`);
    expect(verified).toMatchObject({ algorithm, isValid: true });
  }
});

test("the built-in az encrypts on the spot, but asks the service where it may not look at the key", async () => {
  const { az, requests, simulator } = await signIn();
  const asked = () => requests.filter(({ host }) => host.startsWith(names.vault)).map(({ path }) => path);
  await az(`keyvault key encrypt ${which} --algorithm RSA-OAEP --value YWJj`);
  expect(asked().filter((path) => path.includes("/encrypt"))).toEqual([]);
  const [policy] = simulator.azure.state.vaults[0]?.accessPolicies ?? [];
  if (policy) policy.permissions.keys = ["encrypt"];
  await az(`keyvault key encrypt ${which} --algorithm RSA-OAEP --value YWJj`);
  expect(asked().filter((path) => path.includes("/encrypt"))).toHaveLength(1);
});

test("the built-in az saves a key in a file that only its owner can read, and restores it from there", async () => {
  const { az, folder } = await signIn();
  const file = join(folder, "backup");
  await az(`keyvault key backup ${which} --file ${file}`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await az(`keyvault key delete ${which}`);
  await az(`keyvault key purge ${which}`);
  const restored = await az(`keyvault key restore --vault-name ${names.vault} --file ${file}`);
  expect(restored).toMatchObject({ key: { kid: expect.stringContaining(names.secretVersion) } });
});
