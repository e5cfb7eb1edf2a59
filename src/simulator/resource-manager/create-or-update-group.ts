import { findAllBy, remove } from "../lookup.ts";
import { ServiceError } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { bodyOf } from "./body.ts";
import { refuseUnplayed } from "./refuse.ts";
import { findGroup, locationOf, refuseDeleting, showGroup, tagsOf } from "./resource-group.ts";

/** A group's name, as the service words its rule ("Resource naming rules"). */
const nameRule = /^[-\w().\p{L}\p{N}]{0,89}[-\w()\p{L}\p{N}]$/u;
const allowed = /[-\w().\p{L}\p{N}]/gu;

/** What the body of a group can hold, and what it may repeat of an answer. */
export const groupMembers = ["location", "managedBy", "tags", "properties", "id", "name", "type"];

/** Makes a group (201), or changes the tags of one that exists (200); it cannot move to another region. */
export const createOrUpdateGroup: Operation = (call) => {
  const { azure, params } = call;
  const name = params["group"] ?? "";
  if (!nameRule.test(name)) {
    const message = `The provided resource group name '${name}' has these invalid characters: '${name.replaceAll(allowed, "")}'. The name can only be a letter, digit, '-', '.', '(', ')' or '_'.`;
    throw new ServiceError(400, "InvalidResourceGroup", message);
  }
  const { location: given, managedBy, tags } = bodyOf(call);
  refuseUnplayed(bodyOf(call), groupMembers, "resource group");
  const location = locationOf(given);
  const existing = findGroup(azure, name);
  if (existing === undefined) {
    const made = { name, location, tags: tagsOf(tags), createdAt: azure.now(), goneAt: null };
    const group = typeof managedBy === "string" ? { ...made, managedBy } : made;
    // One of this name whose deletion is over.
    for (const gone of findAllBy(azure.state.resourceGroups, "name", name)) remove(azure.state.resourceGroups, gone);
    azure.state.resourceGroups.push(group);
    return { status: 201, body: showGroup(azure, group) };
  }
  if (existing.location !== location) {
    const message = `Invalid resource group location '${location}'. The Resource group already exists in location '${existing.location}'.`;
    throw new ServiceError(409, "InvalidResourceGroupLocation", message);
  }
  refuseDeleting(existing);
  existing.tags = tagsOf(tags);
  if (typeof managedBy === "string") existing.managedBy = managedBy;
  return { status: 200, body: showGroup(azure, existing) };
};
