import type { Call } from "../operation.ts";
import { badParameter } from "./key-vault-error.ts";

/** The versions of the data plane (its OpenAPI documents), oldest first; the last numbered one is what errors recommend. */
const known = new Set([
  ...["2015-06-01", "2016-10-01", "7.0", "7.1-preview", "7.1", "7.2-preview", "7.2", "7.3-preview", "7.3"],
  ...["7.4-preview.1", "7.4", "7.5-preview.1", "7.5", "7.6-preview.1", "7.6-preview.2", "7.6"],
  ...["2025-06-01-preview", "2025-07-01"],
]);

/**
 * Refuses a request without an API version, or with one that the data plane never had. A newer one than those that this
 * simulator knows is let through: each update of a client brings one.
 *
 * @throws ServiceError 400 BadParameter (azure-sdk-for-python #28595)
 */
export function refuseVersion({ query }: Call): void {
  const version = query.get("api-version");
  if (version === null) throw badParameter("The api-version query parameter is missing.");
  if (known.has(version) || isNewer(version)) return;
  const message = `The specified version (${version}) is not recognized. Consider using the latest supported version (7.6).`;
  throw badParameter(message);
}

function isNewer(version: string): boolean {
  if (/^\d{4}-\d{2}-\d{2}(-preview)?$/.test(version)) return version > "2025-07-01";
  const [, major, minor] = /^(\d+)\.(\d+)(-preview(\.\d+)?)?$/.exec(version) ?? [];
  return Number(major) > 7 || (Number(major) === 7 && Number(minor) > 6);
}
