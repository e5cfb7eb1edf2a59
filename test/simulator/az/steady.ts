import type { State } from "../../../src/simulator/state.ts";

const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/**
 * What an az wrote, with a mark in place of everything that differs from run to run: IDs that were made up, versions,
 * times, tokens and secrets. All else stays, down to spaces and the order of keys.
 */
export function steady(text: string, base: State): string {
  const known = JSON.stringify(base);
  return text
    .replace(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, "<token>")
    .replace(guid, (found) => (known.includes(found) || found.startsWith("aaaaaaaa-0000-") ? found : "<id>"))
    .replace(/(?<=\/)[0-9a-f]{32}(?=")/g, "<version>")
    .replace(/("(?:password|clientSecret|secretText)": )"[^"]+"/g, "$1<secret>")
    .replace(/("(?:n|x|y|csr|requestId)": )"[^"]+"/g, "$1<made up>")
    .replace(/(?<=enter the code )\w+/, "<code>")
    .replace(/\d{4}-\d\d-\d\d([T ])\d\d:\d\d:\d\d(\.\d+)?/g, "<day>$1<time>$2")
    .replace(/("expires_on": )\d+/, "$1<seconds>")
    .replace(/("(?:certificates|keys|secrets|storage)": \[)([^\]]*)\]/g, inOrder);
}

/** The real az puts a policy's permissions through a Python set, which has no order. */
function inOrder(_: string, before: string, permissions: string): string {
  const sorted = permissions.split(",").map((permission) => permission.trim());
  return `${before}${sorted.toSorted().join(", ")}]`;
}
