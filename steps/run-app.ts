import { deletionIsNotAwaited, findSecret } from "../src/azure/vault-secret.ts";
import { check, defineStep } from "../src/tutorial/step.ts";

const program = `const { DefaultAzureCredential } = require("@azure/identity");
const { SecretClient } = require("@azure/keyvault-secrets");
const readline = require("node:readline/promises");

async function main() {
  const keyVaultName = process.env["KEY_VAULT_NAME"];
  const vaultUri = "https://" + keyVaultName + ".vault.azure.net";
  const client = new SecretClient(vaultUri, new DefaultAzureCredential());
  const secretName = process.argv[2];

  const terminal = readline.createInterface({ input: process.stdin, output: process.stdout });
  let secretValue = await terminal.question("Input the value of your secret > ");
  terminal.close();

  console.log("\\nSetting '" + secretName + "' in " + keyVaultName + " ...");
  await client.setSecret(secretName, secretValue);

  secretValue = "";
  console.log("Forgot it: your secret is '" + secretValue + "'.");

  const retrievedSecret = await client.getSecret(secretName);
  console.log("Retrieved it: your secret is '" + retrievedSecret.value + "'.");

  const poller = await client.beginDeleteSecret(secretName);
  await poller.pollUntilDone();
  console.log("Deleted it.");
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
`;

// The article's "Sample code" to the letter (Microsoft, MIT license): what is put on trial.
const programAsWritten = `const { DefaultAzureCredential } = require("@azure/identity");
const { SecretClient } = require("@azure/keyvault-secrets");

const readline = require('readline');

function askQuestion(query) {
    const rl = readline.createInterface({
        input: process.stdin,
        output: process.stdout,
    });

    return new Promise(resolve => rl.question(query, ans => {
        rl.close();
        resolve(ans);
    }))
}

async function main() {

  const keyVaultName = process.env["KEY_VAULT_NAME"];
  const KVUri = "https://" + keyVaultName + ".vault.azure.net";

  const credential = new DefaultAzureCredential();
  const client = new SecretClient(KVUri, credential);

  const secretName = "mySecret";
  var secretValue = await askQuestion("Input the value of your secret > ");

  console.log("Creating a secret in " + keyVaultName + " called '" + secretName + "' with the value '" + secretValue + "\` ...");
  await client.setSecret(secretName, secretValue);

  console.log("Done.");

  console.log("Forgetting your secret.");
  secretValue = "";
  console.log("Your secret is '" + secretValue + "'.");

  console.log("Retrieving your secret from " + keyVaultName + ".");

  const retrievedSecret = await client.getSecret(secretName);

  console.log("Your secret is '" + retrievedSecret.value + "'.");
  console.log("Deleting your secret from " + keyVaultName + " ...");

  await client.beginDeleteSecret(secretName);

  console.log("Done.");

}

main()
`;

export default defineStep({
  needs: ["resourceGroup", "vaultName", "appSecretName"],
  secrets: ["valueOfApp", "secretValue"],
  program,
  programAsWritten,

  async verify({ azure, values, secrets }) {
    const { resourceGroup, vaultName, appSecretName: secretName } = values;
    const found = await findSecret(azure, { resourceGroup, vaultName, secretName });
    const { valueOfApp, secretValue } = secrets;
    const typed = secretValue.isKnown ? secretValue.reveal() : undefined;
    const same = typed === undefined || valueOfApp.matches(typed);
    return [
      check("a second client is told 404", "no such secret", found === undefined ? "no such secret" : "still there"),
      check("the program retrieved what was typed", "the same value", same ? "the same value" : "another value"),
    ];
  },

  async findings() {
    return programAsWritten.includes("pollUntilDone") ? [] : [deletionIsNotAwaited];
  },
});
