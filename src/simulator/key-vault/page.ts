import type { Answer, Call } from "../operation.ts";
import { badParameter } from "./key-vault-error.ts";

/** The largest page, and the usual one (Key Vault REST API, "maxresults"). */
const largest = 25;

/**
 * Shows a page of a list. The service's order is that of names, or IDs of versions, in capitals, so the newest version can
 * stand anywhere (the `$skiptoken` recorded in az's test_keyvault_secret.yaml is `secret/SECRET1/<version in capitals>`):
 * `sortedBy` gives it. The link to the next one names the port and carries `$skiptoken` and `maxresults`; on the
 * last page it is null (recorded).
 */
export function page<T>(call: Call, items: readonly T[], show: (item: T) => object): Answer {
  const { query, url } = call;
  const asked = query.get("maxresults");
  const size = asked === null ? largest : Number(asked);
  if (!Number.isInteger(size) || size < 1 || size > largest) {
    throw badParameter("Property has invalid value: maxresults. It is a number from 1 to 25.");
  }
  const start = readToken(query.get("$skiptoken"));
  const end = start + size;
  const next = new URLSearchParams({ "api-version": query.get("api-version") ?? "", $skiptoken: writeToken(end) });
  if (asked !== null) next.set("maxresults", asked);
  const link = `https://${url.hostname}:443${url.pathname}?${next.toString().replace("%24skiptoken", "$skiptoken")}`;
  return {
    status: 200,
    body: { value: items.slice(start, end).map(show), nextLink: end < items.length ? link : null },
  };
}

function writeToken(start: number): string {
  return Buffer.from(`start:${start}`).toString("base64url");
}

function readToken(token: string | null): number {
  if (token === null) return 0;
  const start = /^start:(\d+)$/.exec(Buffer.from(token, "base64url").toString())?.[1];
  if (start === undefined) throw badParameter("The $skiptoken is invalid.");
  return Number(start);
}
