import { findAllBy } from "../lookup.ts";
import { ServiceError } from "../operation.ts";
import type { Call, SimulatedAzure } from "../operation.ts";
import type { ResourceGroup } from "../state.ts";
import { locations } from "./get-subscription.ts";

/** The group of a name; one whose deletion is over is gone. */
export function findGroup({ state, now }: SimulatedAzure, name: string): ResourceGroup | undefined {
  return findAllBy(state.resourceGroups, "name", name).find(({ goneAt }) => goneAt === null || goneAt > now());
}

/** Whether two names of resources are the same one: case makes no difference. */
export function isNamed(name: string, other: string): boolean {
  return name.toLowerCase() === other.toLowerCase();
}

/** The group in the path; throws 404 where there is none. */
export function groupOf({ azure, params }: Call): ResourceGroup {
  const name = params["group"] ?? "";
  const group = findGroup(azure, name);
  if (group === undefined) throw groupNotFound(name);
  return group;
}

/** What Resource Manager says to a group that does not exist (recorded in az's test_resource_group_no_wait.yaml). */
export function groupNotFound(name: string): ServiceError {
  const headers = { "x-ms-failure-cause": "gateway" };
  return new ServiceError(404, "ResourceGroupNotFound", `Resource group '${name}' could not be found.`, { headers });
}

/** Throws 409 for a group whose deletion is under way: nothing can be made in it any more. */
export function refuseDeleting({ name, goneAt }: ResourceGroup): void {
  if (goneAt === null) return;
  const message = `The resource group '${name}' is in deprovisioning state and cannot perform this operation.`;
  throw new ServiceError(409, "ResourceGroupBeingDeleted", message);
}

/** A group as Resource Manager shows it (recorded in az's test_resource_group.yaml). */
export function showGroup({ state }: SimulatedAzure, group: ResourceGroup): object {
  return {
    id: groupId(state.subscription.id, group.name),
    name: group.name,
    type: "Microsoft.Resources/resourceGroups",
    location: group.location,
    ...(group.managedBy !== undefined && { managedBy: group.managedBy }),
    ...(group.tags === null ? {} : { tags: group.tags }),
    properties: { provisioningState: group.goneAt === null ? "Succeeded" : "Deleting" },
  };
}

export function groupId(subscription: string, group: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${group}`;
}

/**
 * A region's own name: "East US" and "EastUS" are `eastus`. Throws 400 for one that does not exist.
 *
 * @param what is to be there: `resource group`, or `resource type '…'`
 */
export function locationOf(given: unknown, what = "resource group"): string {
  const name = typeof given === "string" ? given.replaceAll(/\s/g, "").toLowerCase() : "";
  if (name === "")
    throw new ServiceError(400, "LocationRequired", "The location property is required for this definition.");
  if (!Object.hasOwn(locations, name)) {
    const known = Object.keys(locations).join(",");
    const code =
      what === "resource group" ? "LocationNotAvailableForResourceGroup" : "LocationNotAvailableForResourceType";
    const message = `The provided location '${String(given)}' is not available for ${what}. List of available regions is '${known}'.`;
    throw new ServiceError(400, code, message);
  }
  return name;
}

/**
 * The tags of a request: a map of strings, or null where there are none.
 *
 * @throws ServiceError 400 for more than 50 tags, a name over 512 or a value over 256 characters, or a character that a
 * name cannot have ("Use tags to organize your Azure resources": limitations)
 */
export function tagsOf(given: unknown): Record<string, string> | null {
  if (typeof given !== "object" || given === null) return null;
  const tags = Object.entries(given).map(([name, value]): [string, string] => [name, String(value)]);
  if (tags.length > 50) throw badTags("TooManyTags", `A resource can have 50 tags; the request has ${tags.length}.`);
  for (const [name, value] of tags) {
    if (name.length > 512) throw badTags("InvalidTagName", "A tag's name can have 512 characters.");
    if (value.length > 256) throw badTags("InvalidTagValue", `The value of the tag '${name}' can have 256 characters.`);
    if (/[<>%&\\?/]/.test(name)) {
      throw badTags(
        "InvalidTagNameCharacters",
        `The tag name '${name}' has a reserved character: one of '<,>,%,&,\\,?,/'.`,
      );
    }
  }
  return Object.fromEntries(tags);
}

function badTags(code: string, message: string): ServiceError {
  return new ServiceError(400, code, message);
}
