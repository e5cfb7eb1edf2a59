import type { Operation } from "../operation.ts";
import type { ResourceGroup } from "../state.ts";
import { readFilter } from "./filter.ts";
import { page } from "./page.ts";
import { findGroup, groupOf, showGroup } from "./resource-group.ts";

export const getGroup: Operation = (call) => ({ status: 200, body: showGroup(call.azure, groupOf(call)) });

/** Whether a group exists: 204 or 404, without a body. */
export const headGroup: Operation = ({ azure, params }) =>
  findGroup(azure, params["group"] ?? "") === undefined
    ? { status: 404, headers: { "x-ms-failure-cause": "gateway" } }
    : { status: 204 };

/** All groups, or those that carry a tag: `tagName eq 'a' and tagValue eq 'b'`. */
export const listGroups: Operation = (call) => {
  const { azure, query } = call;
  const filter = readFilter(query.get("$filter"));
  const [tag, value] = [filter.get("tagname"), filter.get("tagvalue")];
  const groups = azure.state.resourceGroups
    .flatMap(({ name }) => findGroup(azure, name) ?? [])
    .filter(({ tags }) => tag === undefined || (tags?.[tag] !== undefined && (value ?? tags[tag]) === tags[tag]));
  // Not documented for groups, but honoured: it is the only way to learn when a group was made.
  const isDated = query.get("$expand")?.split(",").includes("createdTime") ?? false;
  return page(
    call,
    groups.map((group) => (isDated ? Object.assign(showGroup(azure, group), dated(group)) : showGroup(azure, group))),
  );
};

function dated({ createdAt }: ResourceGroup): object {
  return { createdTime: new Date(createdAt).toISOString() };
}
