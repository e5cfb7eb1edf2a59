import type { Operation } from "../operation.ts";
import { bodyOf } from "./body.ts";
import { groupMembers } from "./create-or-update-group.ts";
import { refuseUnplayed } from "./refuse.ts";
import { groupOf, showGroup, tagsOf } from "./resource-group.ts";

/** Changes a group's tags, and what manages it. */
export const updateGroup: Operation = (call) => {
  const group = groupOf(call);
  const { managedBy, tags } = bodyOf(call);
  refuseUnplayed(bodyOf(call), groupMembers, "resource group");
  if (typeof managedBy === "string") group.managedBy = managedBy;
  if (tags !== undefined) group.tags = tagsOf(tags);
  return { status: 200, body: showGroup(call.azure, group) };
};
