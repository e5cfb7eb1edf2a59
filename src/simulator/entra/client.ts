import { findBy } from "../lookup.ts";
import type { ServiceError, SimulatedAzure } from "../operation.ts";
import type { Application, ServicePrincipal } from "../state.ts";
import { entraError } from "./entra-error.ts";

/** First-party applications that sign people in: the Azure CLI and Azure PowerShell. They are in every tenant. */
const publicClients = new Set(["04b07795-8ddb-461a-bbee-02f9e1bf7b46", "1950a258-227b-4e31-a9cf-717495945fc2"]);

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Checks the client of a person's sign-in. Throws AADSTS700016 or AADSTS700038 (400) for one that is none. */
export function checkPublicClient(azure: SimulatedAzure, clientId: string): void {
  if (!publicClients.has(clientId.toLowerCase())) throw unknownClient(azure, clientId);
}

/**
 * The application with a client ID and its service principal in the tenant.
 *
 * @throws ServiceError 400 AADSTS700038 for what is no GUID, AADSTS700016 for an application that is not there or that
 * this service does not know yet, AADSTS7000229 for one without a service principal
 */
export function findClient(
  azure: SimulatedAzure,
  clientId: string,
): { application: Application; principal: ServicePrincipal } {
  const appId = clientId.toLowerCase();
  const application = findBy(azure.state.applications, "appId", appId);
  if (!application) throw unknownClient(azure, clientId);
  const principal = findBy(azure.state.servicePrincipals, "appId", appId);
  if (!principal) {
    throw entraError(
      400,
      "unauthorized_client",
      7000229,
      `The client application ${appId} is missing service principal in the tenant ${azure.state.tenant.id}. See ` +
        "instructions here: https://go.microsoft.com/fwlink/?linkid=2225119",
    );
  }
  if (principal.knownAt > azure.now()) throw unknownClient(azure, clientId);
  return { application, principal };
}

function unknownClient(azure: SimulatedAzure, clientId: string): ServiceError {
  if (!guid.test(clientId) || /^[0-]+$/.test(clientId)) {
    return entraError(400, "unauthorized_client", 700038, `${clientId} is not a valid application identifier.`);
  }
  return entraError(
    400,
    "unauthorized_client",
    700016,
    `Application with identifier '${clientId}' was not found in the directory '${azure.state.tenant.displayName}'. This ` +
      "can happen if the application has not been installed by the administrator of the tenant or consented to by any " +
      "user in the tenant. You may have sent your authentication request to the wrong tenant.",
  );
}
