import { findVault } from "../src/azure/vault.ts";
import { listAccess } from "../src/azure/vault-secret.ts";
import { whyRefused } from "../src/azure/why-refused.ts";
import { check, defineStep } from "../src/tutorial/step.ts";

export default defineStep({
  needs: ["resourceGroup", "vaultName", "clientId", "tenantId", "principalId"],
  secrets: ["clientSecret"],

  async verify({ azure, values, secrets }) {
    const { clientId, tenantId } = values;
    const { clientSecret } = secrets;
    const title = "the application may list the vault's secrets";
    if (!clientSecret.isKnown)
      return [check(title, "allowed", "its secret is lost: go back to create-service-principal")];
    const application = await azure.application({ tenantId, clientId, clientSecret });
    const [asApplication, asUser] = await Promise.all([
      listAccess(azure, values, application),
      listAccess(azure, values),
    ]);
    const hint = asApplication === "allowed" ? undefined : await whyRefused(azure, values, asApplication);
    return [
      check(title, "allowed", asApplication, hint),
      check("so may you, to check what the application does", "allowed", asUser),
    ];
  },

  async findings({ azure, values }) {
    const { resourceGroup, vaultName, principalId } = values;
    const vault = await findVault(azure, resourceGroup, vaultName);
    const policy = vault?.properties.accessPolicies?.find((each) => each.objectId === principalId);
    const { secrets, keys } = policy?.permissions ?? {};
    return [
      ...(unmentioned(secrets) === ""
        ? []
        : [`Granted for secrets, though the text says get, list and set: ${unmentioned(secrets)}`]),
      ...(unmentioned(keys) === ""
        ? []
        : [`Granted for keys, though the text says get, list and set: ${unmentioned(keys)}`]),
    ];
  },

  async describe({ azure, values }) {
    const vault = await findVault(azure, values.resourceGroup, values.vaultName);
    return vault === undefined
      ? "the vault does not exist"
      : `the vault has enableRbacAuthorization: ${vault.properties.enableRbacAuthorization === true}`;
  },
});

/** The permissions that the article's text leaves out. */
function unmentioned(granted: readonly string[] = []): string {
  return granted
    .filter((each) => !["get", "list", "set"].includes(each))
    .toSorted()
    .join(", ");
}
