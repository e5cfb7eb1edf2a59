import {
  deletionIsNotAwaited,
  findDeletedSecret,
  findSecret,
  leftOfSecret,
  lookAtOwnSecret,
} from "../src/azure/vault-secret.ts";
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
  provides: ["ownsAppSecret", "liveAppSecret", "deletedAppSecret", "appSecretSeenLive"],
  program,
  programAsWritten,

  async observe({ azure, values, known, now }) {
    // The article gives its program the name of the secret that this run set before.
    const ownsName = values.appSecretName === known.get("secretName") ? known.get("ownsSecret") : "";
    const memory = { owns: known.get("ownsAppSecret") || ownsName, seenLive: known.get("appSecretSeenLive") };
    const found = await lookAtOwnSecret(azure, placeOf(values), memory, now());
    return {
      ownsAppSecret: found.owns,
      liveAppSecret: found.isLive ? "yes" : "",
      deletedAppSecret: found.isDeleted ? "yes" : "",
      appSecretSeenLive: found.seenLive,
    };
  },

  async verify({ azure, values, secrets }) {
    const place = placeOf(values);
    const deleted = await findDeletedSecret(azure, place);
    const listed = check(
      "its secret was made, and deleted",
      "deleted",
      deleted === undefined ? "not there" : "deleted",
    );
    if (!listed.ok) return [listed];
    const found = await findSecret(azure, place);
    const { valueOfApp, secretValue } = secrets;
    const typed = secretValue.isKnown ? secretValue.reveal() : undefined;
    return [
      listed,
      check("a second client is told 404", "no such secret", found === undefined ? "no such secret" : "still there"),
      check(
        "the program retrieved what was typed",
        "the same value",
        typed === undefined || valueOfApp.matches(typed) ? "the same value" : "another value",
      ),
    ];
  },

  async findings() {
    return programAsWritten.includes("pollUntilDone") ? [] : [deletionIsNotAwaited];
  },

  async verifyGone({ azure, values, known, now }) {
    const left = await leftOfSecret(azure, placeOf(values), now() - Number(known.get("appSecretSeenLive") ?? 0));
    return [check(`the secret '${values.appSecretName}' is gone, its deleted form too`, "gone", left || "gone")];
  },
});

/** The program's secret has a name of its own: the name of the steps before it stays blocked after its deletion. */
function placeOf(values: Record<"resourceGroup" | "vaultName" | "appSecretName", string>) {
  const { resourceGroup, vaultName, appSecretName } = values;
  return { resourceGroup, vaultName, secretName: appSecretName };
}
