import { showSecret, wordFor } from "../src/azure/az-secret.ts";
import { findSecret, saysItIsDisabled } from "../src/azure/vault-secret.ts";
import { check, defineStep } from "../src/tutorial/step.ts";

const program = `const { DefaultAzureCredential } = require("@azure/identity");
const { SecretClient } = require("@azure/keyvault-secrets");

async function main() {
  const vaultUri = "https://" + process.env["KEY_VAULT_NAME"] + ".vault.azure.net";
  const client = new SecretClient(vaultUri, new DefaultAzureCredential());

  const secretName = process.env["SECRET_NAME"];
  const secretValue = process.env["SECRET_VALUE"];
  await client.setSecret(secretName, secretValue);
  console.log("Set the secret '" + secretName + "'.");
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
`;

// The article's lines, in its order, in a function because of `await`.
const programAsWritten = `const { DefaultAzureCredential } = require("@azure/identity");
const { SecretClient } = require("@azure/keyvault-secrets");

async function main() {
  const keyVaultName = process.env["KEY_VAULT_NAME"];
  const KVUri = "https://" + keyVaultName + ".vault.azure.net";

  const credential = new DefaultAzureCredential();
  const client = new SecretClient(KVUri, credential);

  const secretName = process.env["SECRET_NAME"];
  const secretValue = process.env["SECRET_VALUE"];
  await client.setSecret(secretName, secretValue);
}

main();
`;

export default defineStep({
  needs: ["resourceGroup", "vaultName", "secretName"],
  secrets: ["secretValue"],
  program,
  programAsWritten,

  async verify({ azure, values, secrets }) {
    const { secretValue } = secrets;
    const found = await findSecret(azure, values).catch((error: unknown) => {
      if (saysItIsDisabled(error)) return "disabled" as const;
      throw error;
    });
    if (found === "disabled") {
      const hint = `Enable it: az keyvault secret set-attributes --vault-name ${values.vaultName} --name ${values.secretName} --enabled true`;
      return [check("the secret is enabled", "enabled", "disabled", hint)];
    }
    const title = "a second client, signed in as you, reads the same value";
    if (found === undefined) return [check(title, "the same value", "no such secret")];
    const seen = secretValue.matches(found.value ?? "") ? "the same value" : "another value";
    const shown = wordFor(await showSecret(azure, values), secretValue);
    return [
      check(title, "the same value", seen),
      check("'az keyvault secret show' reads the same value", "the same value", shown),
    ];
  },
});
