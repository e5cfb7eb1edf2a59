import { defineCommand } from "../command.ts";
import { plainly } from "../error.ts";
import { listFromVault, locateVault } from "../key-vault.ts";
import { secretOptions, showProperties } from "../secret.ts";
import type { SecretBundle } from "../secret.ts";

/** `az keyvault secret list`. Secrets that belong to certificates stay out unless they are asked for. */
export default defineCommand({
  options: {
    id: secretOptions.id,
    vaultName: secretOptions.vaultName,
    includeManaged: { names: ["--include-managed"], kind: "boolean" },
    maxResults: { names: ["--maxresults"] },
    subscription: secretOptions.subscription,
  },
  async run(values, session) {
    const secrets = await plainly(listFromVault<SecretBundle>(session, locateVault(values), "/secrets"));
    const wanted = values.includeManaged ? secrets : secrets.filter(({ managed }) => !managed);
    return wanted.slice(0, values.maxResults === undefined ? undefined : Number(values.maxResults)).map(showProperties);
  },
});
