import { z } from "zod";
import { keepName, markName, parseMark } from "../../tutorial/mark.ts";
import { exactly, exactlyEach, type Kind, type Resource } from "../../tutorial/resource.ts";
import { described, identityOf, regionOf, tagsSchema, timeOf } from "./canonical.ts";
import type { GroupItem, Reads } from "./reads.ts";

const declaration = z.strictObject({ location: z.string().optional(), tags: tagsSchema.optional() });

/** A resource group: no deleted form, and with it goes all that is in it. Identity: its ID and its creation time. */
export const resourceGroup: Kind<Reads, z.infer<typeof declaration>> = {
  ...{ name: "resource-group", declaration, softDeletes: false, reservesName: false, isAttachment: false },

  async survey(reads) {
    const listed = await reads.groups();
    if ("items" in listed) return { resources: listed.items.map(readGroup), unread: [] };
    const needs = "the role Reader on the subscription";
    return { resources: [], unread: [{ what: "the subscription's resource groups", needs, kind: "resource-group" }] };
  },

  addressOf: (named) => named,
  expected: ({ location, tags }) => exactlyEach({ location: location && regionOf(location), tags }),
  usual: { tags: exactly({}), managedBy: exactly(null) },
  describe: ({ address, properties }) =>
    described(`resource group ${address}`, properties["location"], properties["tags"]),
  removal: ({ address }) => [["az", "group", "delete", "-n", address, "--yes"]],
  removalTakesMinutes: () => true,
  keep({ id = "", properties: { tags } }, until) {
    const body = JSON.stringify({ tags: { ...Object(tags), [keepName]: until } });
    const url = `https://management.azure.com${id}?api-version=2021-04-01`;
    return [["az", "rest", "--method", "PATCH", "--url", url, "--body", body, "--output", "none"]];
  },
};

/** The identity of a group as others name it who hang on it. */
export function groupIdentity(group: Pick<GroupItem, "id" | "createdTime">): string {
  return identityOf(group.id, group.createdTime);
}

function readGroup(group: GroupItem): Resource {
  const { [keepName]: keptUntil, ...tags } = group.tags ?? {};
  const runId = parseMark(tags[markName]);
  return {
    ...{ kind: "resource-group", address: group.name, identity: groupIdentity(group), state: "live", id: group.id },
    properties: { location: regionOf(group.location), tags, managedBy: group.managedBy ?? null },
    ...(group.createdTime === undefined ? {} : { createdAt: timeOf(group.createdTime) }),
    ...(runId === undefined ? {} : { runId }),
    ...(keptUntil === undefined ? {} : { keptUntil }),
  };
}
