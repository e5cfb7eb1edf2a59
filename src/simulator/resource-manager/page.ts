import { ServiceError } from "../operation.ts";
import type { Answer, Call } from "../operation.ts";

/**
 * A page of a list, of `$top` items where the query says so, with the link to the next one ("Azure REST API guidelines":
 * `nextLink` carries an opaque `$skiptoken`).
 *
 * @param isOpenEnded whether even the last page with items has a link, to an empty one
 * @throws ServiceError 400 for a `$top` that is no number from 1 on, or a token that no page gave
 */
export function page({ query, url }: Call, items: readonly object[], isOpenEnded = false): Answer {
  const top = query.get("$top");
  const size = top === null ? items.length : Number(top);
  const start = Number(Buffer.from(query.get("$skiptoken") ?? "", "base64url").toString() || "0");
  if (!Number.isInteger(start) || !Number.isInteger(size) || (top !== null && size < 1)) {
    throw new ServiceError(400, "BadRequest", "The value of $top or $skiptoken in the query string is invalid.");
  }
  const end = start + size;
  const next = new URL(url);
  next.searchParams.set("$skiptoken", Buffer.from(String(end)).toString("base64url"));
  const nextLink = next.href.replaceAll("%24", "$");
  return {
    status: 200,
    body: {
      value: items.slice(start, end),
      ...((isOpenEnded ? start < items.length : end < items.length) && { nextLink }),
    },
  };
}
