import { defineCommand } from "../command.ts";
import { plainly } from "../error.ts";
import { locateSecret, sendToVault } from "../key-vault.ts";
import { secretOptions, showDeletedSecret } from "../secret.ts";
import type { SecretBundle } from "../secret.ts";

export default defineCommand({
  options: secretOptions,
  async run(values, session) {
    const { vaultUrl, name } = locateSecret(values);
    const path = `/deletedsecrets/${encodeURIComponent(name)}`;
    return showDeletedSecret(await plainly(sendToVault<SecretBundle>(session, vaultUrl, "GET", path)));
  },
});
