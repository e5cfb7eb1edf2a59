import { defineCommand } from "../command.ts";
import { plainly } from "../error.ts";
import { locateSecret, sendToVault, softDeleteWarning } from "../key-vault.ts";
import { secretOptions, showDeletedSecret } from "../secret.ts";
import type { SecretBundle } from "../secret.ts";

export default defineCommand({
  options: secretOptions,
  async run(values, session) {
    session.warn(softDeleteWarning("secret"));
    const { vaultUrl, name } = locateSecret(values);
    const path = `/secrets/${encodeURIComponent(name)}`;
    return showDeletedSecret(await plainly(sendToVault<SecretBundle>(session, vaultUrl, "DELETE", path)));
  },
});
