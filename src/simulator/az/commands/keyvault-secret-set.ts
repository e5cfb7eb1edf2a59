import { readFileSync } from "node:fs";
import { defineCommand } from "../command.ts";
import { AzError, plainly } from "../error.ts";
import { locateSecret, sendToVault } from "../key-vault.ts";
import { readTime, secretOptions, showSecret } from "../secret.ts";
import type { SecretBundle } from "../secret.ts";
import { readTags } from "../tags.ts";

const encodings = { "utf-8": "utf8", ascii: "latin1", "utf-16le": "utf16le", base64: "base64", hex: "hex" } as const;

/** `az keyvault secret set`. How the value was read is kept in the tag `file-encoding`, as az keeps it. */
export default defineCommand({
  options: {
    name: { ...secretOptions.name, required: true },
    vaultName: { ...secretOptions.vaultName, required: true },
    value: { names: ["--value"] },
    file: { names: ["--file", "-f"] },
    encoding: { names: ["--encoding", "-e"], choices: Object.keys(encodings) },
    contentType: { names: ["--description", "--content-type"] },
    disabled: { names: ["--disabled"], kind: "boolean" },
    expires: { names: ["--expires"] },
    notBefore: { names: ["--not-before"] },
    tags: { names: ["--tags"], kind: "list" },
    subscription: secretOptions.subscription,
  },
  async run(values, session) {
    if (Boolean(values.value) === Boolean(values.file))
      throw new AzError("incorrect usage: [Required] --value VALUE | --file PATH");
    const encoding = values.encoding ?? "utf-8";
    const attributes = {
      ...(values.disabled !== undefined && { enabled: !values.disabled }),
      ...(values.notBefore && { nbf: readTime(values.notBefore) }),
      ...(values.expires && { exp: readTime(values.expires) }),
    };
    const { vaultUrl, name } = locateSecret(values);
    const body = {
      value: values.value ?? readContent(values.file ?? "", encoding),
      tags: { ...readTags(values.tags), "file-encoding": encoding },
      ...(values.contentType !== undefined && { contentType: values.contentType }),
      ...(Object.keys(attributes).length > 0 && { attributes }),
    };
    const path = `/secrets/${encodeURIComponent(name)}`;
    return showSecret(await plainly(sendToVault<SecretBundle>(session, vaultUrl, "PUT", path, body)));
  },
});

function readContent(file: string, encoding: string): string {
  const known = Object.entries(encodings).find(([name]) => name === encoding)?.[1];
  return readFileSync(file).toString(known);
}
