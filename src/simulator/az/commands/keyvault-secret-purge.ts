import { defineCommand } from "../command.ts";
import { plainly } from "../error.ts";
import { locateSecret, sendToVault } from "../key-vault.ts";
import { secretOptions } from "../secret.ts";

export default defineCommand({
  options: secretOptions,
  async run(values, session) {
    const { vaultUrl, name } = locateSecret(values);
    await plainly(sendToVault(session, vaultUrl, "DELETE", `/deletedsecrets/${encodeURIComponent(name)}`));
  },
});
