import type { Difference } from "./compare.ts";
import type { Identifiers } from "./identifiers.ts";

/** Of the connection, of the machine that answered, of how much it did, or of the recorder. */
const passing =
  /^(date|content-length|transfer-encoding|connection|keep-alive|vary|server|set-cookie|via|x-powered-by|x-aspnet(mvc)?-version|x-content-type-options-.*|x-ms-(request-id|correlation-request-id|client-request-id|routing-request-id|ags-diagnostic|resource-unit|ratelimit-.*|throttle-.*|operation-identifier|original-request-ids|request-charge|arm-.*|cliententity.*)|(client-)?request-id|x-msedge-ref|x-cache|mise-correlation-id|x-recording-.*|abstraction-.*|retry-after|x-azure-ref|api-supported-versions|strict-transport-security-.*|nel|report-to|p3p|link)$/;

/** There, with what each service says in its own way: a version, an address, a region, the identifier of a grant. */
const anyValue = /^x-ms-keyvault-(service-version|network-info|region|rbac-assignment-id|rbac-cache)$/;

/** Holds the headers of an answer against the recorded ones. What the recording lacks proves nothing: recorders drop. */
export function compareHeaders(
  recorded: Readonly<Record<string, string>>,
  simulated: Headers,
  identifiers: Identifiers,
): Difference[] {
  return Object.entries(recorded).flatMap(([name, theirs]) => {
    if (passing.test(name)) return [];
    const ours = simulated.get(name);
    if (ours !== null && isSame(name, theirs, ours, identifiers)) return [];
    return [{ at: `header ${name}`, recorded: theirs, simulated: ours ?? undefined }];
  });
}

function isSame(name: string, theirs: string, ours: string, identifiers: Identifiers): boolean {
  if (anyValue.test(name) || theirs === "Sanitized") return true;
  if (name !== "location" && name !== "azure-asyncoperation") {
    return identifiers.match(plain(theirs), plain(ours));
  }
  identifiers.learnLink(theirs, ours);
  return identifiers.match(theirs, ours) || withoutEnd(theirs) === withoutEnd(ours);
}

/** A link to a result ends in something made up, and has parameters that sign it. */
function withoutEnd(link: string): string {
  return link
    .toLowerCase()
    .replace(/\?.*$/, "")
    .replace(/[^/]*$/, "");
}

function plain(value: string): string {
  return value.toLowerCase().replaceAll(/\s*([;,])\s*/g, "$1");
}
