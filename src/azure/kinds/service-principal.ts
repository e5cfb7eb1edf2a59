import { z } from "zod";
import { exactly, exactlyEach, type Kind, type Resource } from "../../tutorial/resource.ts";
import { purgeOf, creatorOf } from "./application.ts";
import { described, sorted, timeOf } from "./canonical.ts";
import type { Directory, PrincipalItem } from "./directory.ts";
import type { Reads } from "./reads.ts";

const declaration = z.strictObject({ enabled: z.boolean().optional() });

/** What an application acts as in a tenant: it goes with the application. Identity: its object ID, live and deleted. */
export const servicePrincipal: Kind<Reads, z.infer<typeof declaration>> = {
  ...{ name: "service-principal", declaration, softDeletes: true, reservesName: false, isAttachment: true },

  async survey(reads, around) {
    const directory = await reads.directory(around);
    if ("refused" in directory) {
      const needs = "the permission of Graph to read service principals, which members of a tenant have by default";
      return { resources: [], unread: [{ what: "the tenant's service principals", needs, kind: "service-principal" }] };
    }
    const live = directory.principals.map((item) => readPrincipal(item, directory, "live"));
    const deleted = directory.deletedPrincipals.map((item) => readPrincipal(item, directory, "deleted"));
    return { resources: [...live, ...deleted], unread: [] };
  },

  addressOf: (named) => named,
  expected: ({ enabled }) => exactlyEach({ enabled }),
  usual: { enabled: exactly(true), type: exactly("Application") },
  describe: ({ address, properties }) =>
    described(`service principal ${address}`, properties["enabled"] === false ? "disabled" : null),
  removal: ({ state, identity }) => [
    state === "live" ? ["az", "ad", "sp", "delete", "--id", identity] : purgeOf(identity),
  ],
};

function readPrincipal(item: PrincipalItem, directory: Directory, state: Resource["state"]): Resource {
  const { id, appId, displayName, createdDateTime, accountEnabled, servicePrincipalType, tags } = item;
  const applications = [...directory.applications, ...directory.deletedApplications];
  const application = applications.find((each) => each.appId === appId);
  return {
    ...{ kind: "service-principal", address: displayName, identity: id, state, id },
    properties: {
      ...{ displayName, appId, enabled: accountEnabled !== false, type: servicePrincipalType ?? null },
      tags: sorted(tags),
    },
    ...(application === undefined ? {} : { goesWith: application.id }),
    ...(createdDateTime ? { createdAt: timeOf(createdDateTime) } : {}),
    ...creatorOf(id, directory),
  };
}
