import { z } from "zod";
import { textLike } from "../../tutorial/declaration.ts";
import {
  exactly,
  exactlyEach,
  isNamed,
  type Around,
  type Expectation,
  type Kind,
  wordsFor,
} from "../../tutorial/resource.ts";
import { described, tagsSchema, timeOf } from "./canonical.ts";
import type { Reads } from "./reads.ts";
import { surveyVault } from "./vault-secrets.ts";
import { vaultIdentity } from "./vault.ts";

const utcTime = textLike(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/, "it is a time in UTC, such as 2027-01-01T00:00:00Z");

const declaration = z.strictObject({
  /** How many versions it has. */
  versions: z.number().int().min(1).optional(),
  /** How many of them are disabled. */
  disabledVersions: z.number().int().min(0).optional(),
  enabled: z.boolean().optional(),
  expires: utcTime.optional(),
  notBefore: utcTime.optional(),
  contentType: z.string().optional(),
  tags: tagsSchema.optional(),
});

/**
 * A secret: its newest version's attributes, and its versions; never a value. Address: `vault/name`. Identity: the ID of
 * its oldest version, which nothing can take from it. Looked for in the vaults that the run declares or owns.
 */
export const secret: Kind<Reads, z.infer<typeof declaration>> = {
  ...{ name: "secret", declaration, softDeletes: true, reservesName: true, isAttachment: false },
  // Deleted secrets were listed 0 to 6 s after their deletion in 22 recordings; a minute is on the safe side.
  unlistedFor: 60_000,

  async survey(reads, around) {
    const vaults = await reads.vaults();
    // Who may not list the vaults is told so by their own kind.
    if ("refused" in vaults) return { resources: [], unread: [] };
    const names = namesOfVaults(around);
    const looked = vaults.items.filter(({ name }) => names.some((each) => isNamed(each, name ?? "")));
    const surveys = await Promise.all(
      looked.map((vault) => surveyVault(reads, { name: vault.name ?? "", identity: vaultIdentity(vault) }, around)),
    );
    return { resources: surveys.flatMap((each) => each.resources), unread: surveys.flatMap((each) => each.unread) };
  },

  addressOf: (named) => named,
  expected: ({ versions, disabledVersions, expires, notBefore, ...given }) => ({
    ...exactlyEach({ ...given, expires: expires && timeOf(expires), notBefore: notBefore && timeOf(notBefore) }),
    ...(versions === undefined ? {} : { versions: thatMany(versions, disabledVersions) }),
  }),
  usual: {
    versions: thatMany(1, 0),
    enabled: exactly(true),
    expires: exactly(null),
    notBefore: exactly(null),
    contentType: exactly(null),
    tags: exactly({}),
  },
  describe({ address, properties: { versions, enabled, expires } }) {
    const count = Array.isArray(versions) && versions.length > 1 ? `${versions.length} versions` : null;
    const until = expires === null || expires === undefined ? null : `expires ${wordsFor(expires)}`;
    return described(`secret ${address}`, count, enabled === false ? "disabled" : null, until);
  },
  removal({ address, state, properties }) {
    const [vault = "", name = ""] = address.split("/");
    const where = ["--vault-name", vault, "--name", name];
    if (state === "live") return [["az", "keyvault", "secret", "delete", ...where, "--output", "none"]];
    return properties["canBePurged"] === false ? [] : [["az", "keyvault", "secret", "purge", ...where]];
  },
};

function namesOfVaults({ addresses, owned }: Around): string[] {
  const vaults = [
    ...(addresses.get("vault") ?? []),
    ...owned.filter(({ kind }) => kind === "vault").map((each) => each.address),
  ];
  const secrets = [
    ...(addresses.get("secret") ?? []),
    ...owned.filter(({ kind }) => kind === "secret").map((each) => each.address),
  ];
  return [...vaults, ...secrets.map((address) => address.split("/")[0] ?? "")];
}

function thatMany(count: number, disabled: number | undefined): Expectation {
  const words = `${count === 1 ? "1 version" : `${count} versions`}${disabled ? `, ${disabled} of them disabled` : ""}`;
  return {
    words,
    holds: (actual) =>
      Array.isArray(actual) &&
      actual.length === count &&
      (disabled === undefined || actual.filter(isDisabled).length === disabled),
  };
}

function isDisabled(version: { enabled: boolean }): boolean {
  return !version.enabled;
}
