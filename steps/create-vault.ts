import { readChallenge } from "../src/azure/challenge.ts";
import { vaultUri } from "../src/azure/vault.ts";
import { check, defineStep } from "../src/tutorial/step.ts";

export default defineStep({
  needs: ["vaultName", "tenantId"],

  // Resource Manager says that there is a vault; only the vault itself says that it can be used.
  async verify({ azure, values }) {
    const { vaultName, tenantId } = values;
    const challenge = await readChallenge(vaultUri(vaultName), azure.clientOptions);
    return [
      check("the vault itself answers, and trusts this tenant", tenantId, challenge?.tenantId ?? "no challenge"),
      check("the vault asks for tokens of Key Vault", "https://vault.azure.net", challenge?.resource ?? "no challenge"),
    ];
  },
});
