import { findSecret } from "../src/azure/vault-secret.ts";
import { check, defineStep } from "../src/tutorial/step.ts";

const program = `const { DefaultAzureCredential } = require("@azure/identity");
const { SecretClient } = require("@azure/keyvault-secrets");

async function main() {
  const vaultUri = "https://" + process.env["KEY_VAULT_NAME"] + ".vault.azure.net";
  const client = new SecretClient(vaultUri, new DefaultAzureCredential());

  const secretName = process.env["SECRET_NAME"];
  const retrievedSecret = await client.getSecret(secretName);
  console.log("Your secret is '" + retrievedSecret.value + "'.");
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
  const retrievedSecret = await client.getSecret(secretName);
  console.log("Your secret is '" + retrievedSecret.value + "'.");
}

main();
`;

export default defineStep({
  needs: ["resourceGroup", "vaultName", "secretName"],
  secrets: ["retrievedValue", "secretValue"],
  program,
  programAsWritten,

  async verify({ azure, values, secrets }) {
    const { retrievedValue, secretValue } = secrets;
    const found = await findSecret(azure, values);
    const read = found !== undefined && retrievedValue.matches(found.value ?? "") ? "the same value" : "another value";
    const set = secretValue.isKnown ? secretValue.reveal() : undefined;
    return [
      check(
        "the program read what a second client reads, signed in as you",
        "the same value",
        found === undefined ? "no such secret" : read,
      ),
      check(
        "that is what was set",
        "the same value",
        set === undefined || retrievedValue.matches(set) ? "the same value" : "another value",
      ),
    ];
  },
});
