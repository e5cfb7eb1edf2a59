import { defineCommand } from "../command.ts";
import { plainly } from "../error.ts";
import { listFromVault, locateVault } from "../key-vault.ts";
import { secretOptions, showDeletedProperties } from "../secret.ts";
import type { SecretBundle } from "../secret.ts";

export default defineCommand({
  options: {
    id: secretOptions.id,
    vaultName: secretOptions.vaultName,
    maxResults: { names: ["--maxresults"] },
    subscription: secretOptions.subscription,
  },
  async run(values, session) {
    const secrets = await plainly(listFromVault<SecretBundle>(session, locateVault(values), "/deletedsecrets"));
    return secrets
      .slice(0, values.maxResults === undefined ? undefined : Number(values.maxResults))
      .map(showDeletedProperties);
  },
});
