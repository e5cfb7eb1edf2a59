import { defineCommand } from "../command.ts";
import { plainly } from "../error.ts";
import { locateSecret, sendToVault } from "../key-vault.ts";
import { secretOptions, showDeletedSecret } from "../secret.ts";
import type { SecretBundle } from "../secret.ts";

const softDeleteWarning =
  "Warning! If you have soft-delete protection enabled on this key vault, this secret will be moved to the soft deleted " +
  "state. You will not be able to create a secret with the same name within this key vault until the secret has been " +
  "purged from the soft-deleted state. Please see the following documentation for additional guidance.\n" +
  "https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview";

export default defineCommand({
  options: secretOptions,
  async run(values, session) {
    session.warn(softDeleteWarning);
    const { vaultUrl, name } = locateSecret(values);
    const path = `/secrets/${encodeURIComponent(name)}`;
    return showDeletedSecret(await plainly(sendToVault<SecretBundle>(session, vaultUrl, "DELETE", path)));
  },
});
