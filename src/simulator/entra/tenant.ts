import type { Call } from "../operation.ts";
import { entraError } from "./entra-error.ts";

const shared = new Set(["common", "organizations"]);

/**
 * Checks that the tenant in the path is the simulated one: by its ID, by its domain, or as `common` or `organizations`.
 *
 * @param error OAuth's `error` for another one: `invalid_tenant` at the discovery document, `invalid_request` elsewhere
 * @throws ServiceError 400 AADSTS90002
 */
export function checkTenant({ azure, params }: Call, error: "invalid_tenant" | "invalid_request"): void {
  const name = params["tenant"] ?? "";
  const { id, domain } = azure.state.tenant;
  if (shared.has(name) || name.toLowerCase() === id || name.toLowerCase() === domain) return;
  throw entraError(
    400,
    error,
    90002,
    `Tenant '${name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct ` +
      "cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the " +
      "tenant.",
  );
}
