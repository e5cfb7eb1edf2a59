import { defineCommand } from "../command.ts";
import { plainly } from "../error.ts";
import { locateSecret, sendToVault } from "../key-vault.ts";
import { readTime, secretOptions, showSecret } from "../secret.ts";
import type { SecretBundle } from "../secret.ts";
import { readTags } from "../tags.ts";

/** `az keyvault secret set-attributes`. The latest version is meant unless one is named. */
export default defineCommand({
  options: {
    ...secretOptions,
    version: { names: ["--version", "-v"] },
    enabled: { names: ["--enabled"], kind: "boolean" },
    expires: { names: ["--expires"] },
    notBefore: { names: ["--not-before"] },
    contentType: { names: ["--content-type"] },
    tags: { names: ["--tags"], kind: "list" },
  },
  async run(values, session) {
    const { vaultUrl, name, version } = locateSecret(values);
    const attributes = {
      ...(values.enabled !== undefined && { enabled: values.enabled }),
      ...(values.notBefore && { nbf: readTime(values.notBefore) }),
      ...(values.expires && { exp: readTime(values.expires) }),
    };
    const body = {
      ...(values.contentType !== undefined && { contentType: values.contentType }),
      ...(values.tags !== undefined && { tags: readTags(values.tags) }),
      ...(Object.keys(attributes).length > 0 && { attributes }),
    };
    const path = `/secrets/${encodeURIComponent(name)}/${version}`;
    return showSecret(await plainly(sendToVault<SecretBundle>(session, vaultUrl, "PATCH", path, body)));
  },
});
