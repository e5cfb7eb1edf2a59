import { z } from "zod";
import { exactly, exactlyEach, isNamed, type Kind, type Resource, type Unread } from "../../tutorial/resource.ts";
import { described, identityOf, regionOf, tagsSchema, timeOf } from "./canonical.ts";
import type { Reads } from "./reads.ts";
import { groupIdentity } from "./resource-group.ts";

const declaration = z.strictObject({
  location: z.string().optional(),
  tags: tagsSchema.optional(),
});

/**
 * Anything else that lies in a resource group that the run declares or owns, whatever it is, since it would go with the
 * group. Address: `group/type/name`. Identity: its ID and its creation time.
 */
export const resource: Kind<Reads, z.infer<typeof declaration>> = {
  ...{ name: "resource", declaration, softDeletes: false, reservesName: false, isAttachment: false },

  async survey(reads, { addresses, owned }) {
    const listed = await reads.groups();
    // Who may not list the groups is told so by their own kind.
    if ("refused" in listed) return { resources: [], unread: [] };
    const ownGroups = owned.filter(({ kind }) => kind === "resource-group").map(({ address }) => address);
    const names = [...(addresses.get("resource-group") ?? []), ...ownGroups];
    const groups = listed.items.filter(({ name }) => names.some((each) => isNamed(each, name)));
    const unread: Unread[] = [];
    const found = await Promise.all(
      groups.map(async (group) => {
        const contents = await reads.contents(group.name);
        if ("items" in contents)
          return contents.items.map((item) => readResource(item, group.name, groupIdentity(group)));
        const what = `the contents of the resource group ${group.name}`;
        unread.push({ what, needs: "the role Reader on it", kind: "resource", within: groupIdentity(group) });
        return [];
      }),
    );
    // Vaults have a kind of their own.
    const resources = found.flat().filter(({ properties }) => properties["type"] !== "Microsoft.KeyVault/vaults");
    return { resources, unread };
  },

  addressOf: (named) => named,
  expected: ({ location, tags }) => exactlyEach({ location: location && regionOf(location), tags }),
  usual: { tags: exactly({}) },
  describe: ({ address, properties }) => described(address, properties["location"]),
  removal: ({ id = "" }) => [["az", "resource", "delete", "--ids", id]],
};

interface Item {
  id?: string;
  name?: string;
  type?: string;
  location?: string;
  tags?: Record<string, string>;
  createdTime?: Date;
}

function readResource(item: Item, group: string, goesWith: string): Resource {
  const { id = "", name = "", type = "", location = "", tags = {}, createdTime } = item;
  return {
    ...{ kind: "resource", address: `${group}/${type}/${name}`, state: "live", id, goesWith },
    identity: identityOf(id, createdTime?.toISOString()),
    properties: { type, location: regionOf(location), tags },
    ...(createdTime === undefined ? {} : { createdAt: timeOf(createdTime) }),
  };
}
