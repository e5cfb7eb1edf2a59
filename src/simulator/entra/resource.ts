import { entraError } from "./entra-error.ts";
import type { SimulatedAzure } from "../operation.ts";

const resources = new Set([
  "https://management.core.windows.net",
  "https://management.azure.com",
  "https://graph.microsoft.com",
  "https://vault.azure.net",
]);

const openidScopes = new Set(["openid", "profile", "email", "offline_access"]);

/**
 * The scope that names a resource among those of a request, and the audience of a token for it: what stands before the
 * scope's last slash. az writes two slashes (`https://graph.microsoft.com//.default`), and the audience keeps the first.
 *
 * @param scope scopes apart by spaces
 * @returns undefined where there are only OpenID's own
 * @throws ServiceError 400 AADSTS500011 for a resource that is not the simulator's
 */
export function resourceOf(azure: SimulatedAzure, scope: string): { scope: string; audience: string } | undefined {
  const named = scope.split(" ").find((each) => each !== "" && !openidScopes.has(each));
  if (named === undefined) return undefined;
  const audience = named.slice(0, Math.max(0, named.lastIndexOf("/")));
  if (resources.has(audience.replace(/\/$/, ""))) return { scope: named, audience };
  throw entraError(
    400,
    "invalid_resource",
    500011,
    `The resource principal named ${audience || named} was not found in the tenant named ${azure.state.tenant.id}. This ` +
      "can happen if the application has not been installed by the administrator of the tenant or consented to by any " +
      "user in the tenant. You might have sent your authentication request to the wrong tenant.",
  );
}
