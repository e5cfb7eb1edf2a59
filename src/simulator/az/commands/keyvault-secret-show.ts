import { defineCommand } from "../command.ts";
import { plainly, showing } from "../error.ts";
import { locateSecret, sendToVault } from "../key-vault.ts";
import { secretOptions, showSecret } from "../secret.ts";
import type { SecretBundle } from "../secret.ts";

/** `az keyvault secret show`. The latest version is asked for with an empty one, hence the slash at the end. */
export default defineCommand({
  options: { ...secretOptions, version: { names: ["--version", "-v"] } },
  async run(values, session) {
    const { vaultUrl, name, version } = locateSecret(values);
    const path = `/secrets/${encodeURIComponent(name)}/${version}`;
    return showSecret(await showing(plainly(sendToVault<SecretBundle>(session, vaultUrl, "GET", path))));
  },
});
