import { showSecret } from "../src/azure/az-secret.ts";
import { deletionIsNotAwaited, findDeletedSecret, findSecret } from "../src/azure/vault-secret.ts";
import { check, defineStep } from "../src/tutorial/step.ts";

const program = `const { DefaultAzureCredential } = require("@azure/identity");
const { SecretClient } = require("@azure/keyvault-secrets");

async function main() {
  const vaultUri = "https://" + process.env["KEY_VAULT_NAME"] + ".vault.azure.net";
  const client = new SecretClient(vaultUri, new DefaultAzureCredential());

  const secretName = process.env["SECRET_NAME"];
  const poller = await client.beginDeleteSecret(secretName);
  await poller.pollUntilDone();
  console.log("Deleted the secret '" + secretName + "'.");
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
  await client.beginDeleteSecret(secretName)
}

main();
`;

export default defineStep({
  needs: ["resourceGroup", "vaultName", "secretName"],
  program,
  programAsWritten,

  async verify({ azure, values }) {
    const found = await findSecret(azure, values);
    const told = check(
      "a second client is told 404",
      "no such secret",
      found === undefined ? "no such secret" : "still there",
    );
    // az takes a second: it need not be asked about what is still there.
    if (!told.ok) return [told];
    const [shown, inList] = await Promise.all([showSecret(azure, values), findDeletedSecret(azure, values)]);
    const seen = "refusal" in shown ? shown.refusal : "absent" in shown ? "no such secret" : "still there";
    return [
      check("az says that there is no such secret (exit code 3)", "no such secret", seen),
      told,
      check("it is in the list of deleted ones", "deleted", inList === undefined ? "not there" : "deleted"),
    ];
  },

  async findings() {
    return programAsWritten.includes("pollUntilDone") ? [] : [deletionIsNotAwaited];
  },
});
