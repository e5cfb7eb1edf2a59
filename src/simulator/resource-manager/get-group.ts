import type { Operation } from "../operation.ts";
import { readFilter } from "./filter.ts";
import { findGroup, groupOf, showGroup } from "./resource-group.ts";

export const getGroup: Operation = (call) => ({ status: 200, body: showGroup(call.azure, groupOf(call)) });

/** Whether a group exists: 204 or 404, without a body. */
export const headGroup: Operation = ({ azure, params }) => ({
  status: findGroup(azure, params["group"] ?? "") === undefined ? 404 : 204,
});

/** All groups, or those that carry a tag: `tagName eq 'a' and tagValue eq 'b'`. */
export const listGroups: Operation = ({ azure, query }) => {
  const filter = readFilter(query.get("$filter"));
  const [tag, value] = [filter.get("tagname"), filter.get("tagvalue")];
  const groups = azure.state.resourceGroups
    .flatMap(({ name }) => findGroup(azure, name) ?? [])
    .filter(({ tags }) => tag === undefined || (tags?.[tag] !== undefined && (value ?? tags[tag]) === tags[tag]));
  return { status: 200, body: { value: groups.map((group) => showGroup(azure, group)) } };
};
