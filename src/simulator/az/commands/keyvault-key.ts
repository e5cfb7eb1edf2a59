import { defineCommand } from "../command.ts";
import { plainly, showing } from "../error.ts";
import { keyOperations, keyOptions, listKeys, readAttributes, sendKey, showKey, showKeyItem } from "../key.ts";
import { locateSecret as locateKey, locateVault, softDeleteWarning } from "../key-vault.ts";
import { readTags } from "../tags.ts";

const { version: _, ...nameOptions } = keyOptions;

const listOptions = {
  id: keyOptions.id,
  vaultName: keyOptions.vaultName,
  maxResults: { names: ["--maxresults"] },
  subscription: keyOptions.subscription,
} as const;

/** `az keyvault key show`. The latest version is asked for with an empty one, hence the slash at the end. */
export const show = defineCommand({
  options: keyOptions,
  async run(values, session) {
    const { vaultUrl, name, version } = locateKey(values);
    const path = `/keys/${encodeURIComponent(name)}/${version}`;
    return showKey(await showing(plainly(sendKey(session, vaultUrl, "GET", path))));
  },
});

/** `az keyvault key list`. Keys that belong to certificates stay out unless they are asked for. */
export const list = defineCommand({
  options: { ...listOptions, includeManaged: { names: ["--include-managed"], kind: "boolean" } },
  async run(values, session) {
    const keys = await plainly(listKeys(session, locateVault(values), "/keys"));
    return cut(values.includeManaged ? keys : keys.filter(({ managed }) => !managed), values.maxResults).map(
      showKeyItem,
    );
  },
});

/** `az keyvault key list-versions`. */
export const listVersions = defineCommand({
  options: { ...nameOptions, maxResults: listOptions.maxResults },
  async run(values, session) {
    const { vaultUrl, name } = locateKey(values);
    const keys = await plainly(listKeys(session, vaultUrl, `/keys/${encodeURIComponent(name)}/versions`));
    return cut(keys, values.maxResults).map(showKeyItem);
  },
});

/** `az keyvault key list-deleted`. */
export const listDeleted = defineCommand({
  options: listOptions,
  async run(values, session) {
    const keys = await plainly(listKeys(session, locateVault(values), "/deletedkeys"));
    return cut(keys, values.maxResults).map(showKeyItem);
  },
});

/** `az keyvault key show-deleted`. */
export const showDeleted = defineCommand({
  options: nameOptions,
  async run(values, session) {
    const { vaultUrl, name } = locateKey(values);
    return showKey(await plainly(sendKey(session, vaultUrl, "GET", `/deletedkeys/${encodeURIComponent(name)}`)));
  },
});

/** `az keyvault key set-attributes`. */
export const setAttributes = defineCommand({
  options: {
    ...keyOptions,
    enabled: { names: ["--enabled"], kind: "boolean" },
    expires: { names: ["--expires"] },
    notBefore: { names: ["--not-before"] },
    ops: { names: ["--ops"], kind: "list", choices: keyOperations },
    tags: { names: ["--tags"], kind: "list" },
  },
  async run(values, session) {
    const { vaultUrl, name, version } = locateKey(values);
    const attributes = readAttributes(values);
    const body = {
      ...(values.ops && { key_ops: values.ops }),
      ...(Object.keys(attributes).length > 0 && { attributes }),
      ...(values.tags && { tags: readTags(values.tags) }),
    };
    const path = `/keys/${encodeURIComponent(name)}/${version}`;
    return showKey(await plainly(sendKey(session, vaultUrl, "PATCH", path, body)));
  },
});

/** `az keyvault key delete`. */
export const remove = defineCommand({
  options: nameOptions,
  async run(values, session) {
    session.warn(softDeleteWarning("key"));
    const { vaultUrl, name } = locateKey(values);
    return showKey(await plainly(sendKey(session, vaultUrl, "DELETE", `/keys/${encodeURIComponent(name)}`)));
  },
});

/** `az keyvault key purge`. */
export const purge = defineCommand({
  options: nameOptions,
  async run(values, session) {
    const { vaultUrl, name } = locateKey(values);
    await plainly(sendKey(session, vaultUrl, "DELETE", `/deletedkeys/${encodeURIComponent(name)}`));
  },
});

/** `az keyvault key recover`. */
export const recover = defineCommand({
  options: nameOptions,
  async run(values, session) {
    const { vaultUrl, name } = locateKey(values);
    const path = `/deletedkeys/${encodeURIComponent(name)}/recover`;
    return showKey(await plainly(sendKey(session, vaultUrl, "POST", path)));
  },
});

/** `az keyvault key rotate`. */
export const rotate = defineCommand({
  options: nameOptions,
  async run(values, session) {
    const { vaultUrl, name } = locateKey(values);
    return showKey(await plainly(sendKey(session, vaultUrl, "POST", `/keys/${encodeURIComponent(name)}/rotate`)));
  },
});

function cut<T>(items: readonly T[], maxResults: string | undefined): readonly T[] {
  return items.slice(0, maxResults === undefined ? undefined : Number(maxResults));
}
