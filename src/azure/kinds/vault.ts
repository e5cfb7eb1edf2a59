import type { DeletedVault, Vault } from "@azure/arm-keyvault";
import { z } from "zod";
import { oneOf, textLike } from "../../tutorial/declaration.ts";
import { markName, parseMark } from "../../tutorial/mark.ts";
import {
  exactly,
  exactlyEach,
  isNamed,
  type Json,
  type Kind,
  type Resource,
  wordsFor,
} from "../../tutorial/resource.ts";
import { days, described, identityOf, regionOf, sorted, tagsSchema, timeOf } from "./canonical.ts";
import { groupIdentity } from "./resource-group.ts";
import type { Reads } from "./reads.ts";

const declaration = z.strictObject({
  resourceGroup: z.string().optional(),
  location: z.string().optional(),
  /** How it lets callers in: by access policies or by Azure roles. */
  access: oneOf(["policy", "rbac"]).optional(),
  retention: textLike(days, "it is a number of days, such as 7 days").optional(),
  purgeProtection: z.boolean().optional(),
  sku: oneOf(["standard", "premium"]).optional(),
  tags: tagsSchema.optional(),
});

const read = "the role Reader on the subscription";

/**
 * A key vault; its access policies and secrets are kinds of their own. Identity: its ID and its creation time. The list of
 * deleted vaults does not tell that time: a deleted one is the run's if the run owned a live one of the same ID, which
 * holds its name for as long as it is there.
 */
export const vault: Kind<Reads, z.infer<typeof declaration>> = {
  ...{ name: "vault", declaration, softDeletes: true, reservesName: true, isAttachment: false },

  async survey(reads, { owned }) {
    const [live, deleted, groups] = await Promise.all([reads.vaults(), reads.deletedVaults(), reads.groups()]);
    const unread = [];
    if ("refused" in live) unread.push({ what: "the subscription's vaults", needs: read, kind: "vault" });
    if ("refused" in deleted) unread.push({ what: "its deleted vaults", needs: read, kind: "vault" });
    const liveOnes = ("items" in live ? live.items : []).map((item) => {
      const group = groupOf(item.id ?? "");
      const found = "items" in groups ? groups.items.find(({ name }) => isNamed(name, group)) : undefined;
      return readVault(item, group, found && groupIdentity(found));
    });
    const deletedOnes = ("items" in deleted ? deleted.items : []).map((item) => readDeleted(item, owned));
    return { resources: [...liveOnes, ...deletedOnes], unread };
  },

  addressOf: (named) => named,
  expected: ({ retention, location, ...given }) =>
    exactlyEach({
      ...given,
      location: location && regionOf(location),
      retention: retention && `${Number.parseInt(retention, 10)} days`,
    }),
  usual: {
    retention: exactly("90 days"),
    purgeProtection: exactly(false),
    sku: exactly("standard"),
    tags: exactly({}),
    network: exactly("open"),
    usedBy: exactly([]),
  },
  describe({ address, properties, until }) {
    const access = { policy: "access policies", rbac: "roles" }[wordsFor(properties["access"])] ?? null;
    const isProtected = properties["purgeProtection"] === true ? "purge protection" : null;
    const purged = until === undefined ? null : `purged on ${until.slice(0, 10)}`;
    return described(`vault ${address}`, properties["location"], access, properties["retention"], isProtected, purged);
  },
  removal({ address, state, properties }) {
    const { resourceGroup, location, purgeProtection } = properties;
    if (state === "live") return [["az", "keyvault", "delete", "-n", address, "-g", wordsFor(resourceGroup)]];
    return purgeProtection === true ? [] : [["az", "keyvault", "purge", "-n", address, "-l", wordsFor(location)]];
  },
  removalTakesMinutes: ({ state }) => state === "deleted",
};

/** The identity of a vault as others name it who hang on it. */
export function vaultIdentity({ id = "", systemData }: Vault): string {
  return identityOf(id, systemData?.createdAt?.toISOString());
}

/** The resource group in the ID of a resource. */
function groupOf(id: string): string {
  return /\/resourceGroups\/([^/]+)/i.exec(id)?.[1] ?? "";
}

function readVault(item: Vault, resourceGroup: string, goesWith: string | undefined): Resource {
  const { name = "", id = "", location = "", tags = {}, properties, systemData } = item;
  const runId = parseMark(tags[markName]);
  return {
    ...{ kind: "vault", address: name, identity: vaultIdentity(item), state: "live", id },
    properties: {
      resourceGroup,
      location: regionOf(location),
      access: properties.enableRbacAuthorization === true ? "rbac" : "policy",
      retention: `${properties.softDeleteRetentionInDays} days`,
      purgeProtection: properties.enablePurgeProtection === true,
      sku: properties.sku.name,
      tags,
      network: networkOf(properties),
      usedBy: usersOf(properties),
    },
    ...(goesWith === undefined ? {} : { goesWith }),
    ...(systemData?.createdAt === undefined ? {} : { createdAt: timeOf(systemData.createdAt) }),
    ...(systemData?.createdBy === undefined ? {} : { createdBy: systemData.createdBy }),
    ...(systemData?.lastModifiedBy === undefined ? {} : { changedBy: systemData.lastModifiedBy }),
    ...(systemData?.lastModifiedAt === undefined ? {} : { changedAt: timeOf(systemData.lastModifiedAt) }),
    ...(runId === undefined ? {} : { runId }),
  };
}

function readDeleted({ name = "", properties = {} }: DeletedVault, owned: readonly Resource[]): Resource {
  const { vaultId = "", deletionDate, scheduledPurgeDate, tags = {}, location = "" } = properties;
  const deletedAt = deletionDate === undefined ? "" : timeOf(deletionDate);
  const before = owned.find(
    ({ kind, id, createdAt = "" }) => kind === "vault" && isNamed(id ?? "", vaultId) && createdAt <= deletedAt,
  );
  const runId = parseMark(tags[markName]);
  return {
    ...{ kind: "vault", address: name, state: "deleted", id: vaultId },
    identity: before?.identity ?? `${vaultId.toLowerCase()}, deleted ${deletedAt}`,
    properties: {
      resourceGroup: groupOf(vaultId),
      location: regionOf(location),
      purgeProtection: properties.purgeProtectionEnabled === true,
      tags,
    },
    ...(before?.createdAt === undefined ? {} : { createdAt: before.createdAt }),
    ...(scheduledPurgeDate === undefined ? {} : { until: timeOf(scheduledPurgeDate) }),
    ...(runId === undefined ? {} : { runId }),
  };
}

/** "open", or what keeps callers out: rules, and whether the vault has a public address at all. */
function networkOf({ networkAcls, publicNetworkAccess }: Vault["properties"]): Json {
  const isPublic = publicNetworkAccess !== "Disabled";
  if (isPublic && networkAcls?.defaultAction !== "Deny") return "open";
  return {
    public: isPublic,
    otherwise: networkAcls?.defaultAction ?? "Allow",
    bypass: networkAcls?.bypass ?? "AzureServices",
    addresses: sorted(networkAcls?.ipRules?.map(({ value }) => value)),
    subnets: sorted(networkAcls?.virtualNetworkRules?.map(({ id }) => id.toLowerCase())),
  };
}

/** Which parts of Azure may take what is in it without a permission. */
function usersOf(properties: Vault["properties"]): string[] {
  const { enabledForDeployment, enabledForDiskEncryption, enabledForTemplateDeployment } = properties;
  return [
    ...(enabledForDeployment === true ? ["deployment"] : []),
    ...(enabledForDiskEncryption === true ? ["disk encryption"] : []),
    ...(enabledForTemplateDeployment === true ? ["template deployment"] : []),
  ];
}
