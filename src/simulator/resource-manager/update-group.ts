import type { Operation } from "../operation.ts";
import { bodyOf } from "./body.ts";
import { groupOf, showGroup, tagsOf } from "./resource-group.ts";

/** Changes a group's tags. */
export const updateGroup: Operation = (call) => {
  const group = groupOf(call);
  const { tags } = bodyOf(call);
  if (tags !== undefined) group.tags = tagsOf(tags);
  return { status: 200, body: showGroup(call.azure, group) };
};
