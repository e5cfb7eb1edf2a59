import type { Operation } from "../operation.ts";
import { groupOf, showGroup, tagsOf } from "./resource-group.ts";

/** Changes a group's tags. */
export const updateGroup: Operation = (call) => {
  const group = groupOf(call);
  const { tags } = (call.body ?? {}) as Record<string, unknown>;
  if (tags !== undefined) group.tags = tagsOf(tags);
  return { status: 200, body: showGroup(call.azure, group) };
};
