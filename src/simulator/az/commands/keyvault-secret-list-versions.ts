import { defineCommand } from "../command.ts";
import { plainly } from "../error.ts";
import { listFromVault, locateSecret } from "../key-vault.ts";
import { secretOptions, showProperties } from "../secret.ts";
import type { SecretBundle } from "../secret.ts";

export default defineCommand({
  options: { ...secretOptions, maxResults: { names: ["--maxresults"] } },
  async run(values, session) {
    const { vaultUrl, name } = locateSecret(values);
    const path = `/secrets/${encodeURIComponent(name)}/versions`;
    const versions = await plainly(listFromVault<SecretBundle>(session, vaultUrl, path));
    return versions
      .slice(0, values.maxResults === undefined ? undefined : Number(values.maxResults))
      .map(showProperties);
  },
});
