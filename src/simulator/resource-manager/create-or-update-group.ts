import { ServiceError } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { bodyOf } from "./body.ts";
import { findGroup, isNamed, locationOf, refuseDeleting, showGroup, tagsOf } from "./resource-group.ts";

/** A group's name, as the service words its rule ("Resource naming rules"). */
const nameRule = /^[-\w().\p{L}\p{N}]{0,89}[-\w()\p{L}\p{N}]$/u;
const allowed = /[-\w().\p{L}\p{N}]/gu;

/** Makes a group (201), or changes the tags of one that exists (200); it cannot move to another region. */
export const createOrUpdateGroup: Operation = (call) => {
  const { azure, params } = call;
  const name = params["group"] ?? "";
  if (!nameRule.test(name)) {
    const message = `The provided resource group name '${name}' has these invalid characters: '${name.replaceAll(allowed, "")}'. The name can only be a letter, digit, '-', '.', '(', ')' or '_'.`;
    throw new ServiceError(400, "InvalidResourceGroup", message);
  }
  const { location: given, tags } = bodyOf(call);
  const location = locationOf(given);
  const existing = findGroup(azure, name);
  if (existing === undefined) {
    const group = { name, location, tags: tagsOf(tags), createdAt: azure.now(), goneAt: null };
    azure.state.resourceGroups = [...azure.state.resourceGroups.filter((each) => !isNamed(each.name, name)), group];
    return { status: 201, body: showGroup(azure, group) };
  }
  if (existing.location !== location) {
    const message = `Invalid resource group location '${location}'. The Resource group already exists in location '${existing.location}'.`;
    throw new ServiceError(409, "InvalidResourceGroupLocation", message);
  }
  refuseDeleting(existing);
  existing.tags = tagsOf(tags);
  return { status: 200, body: showGroup(azure, existing) };
};
