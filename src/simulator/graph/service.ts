import { ServiceError } from "../operation.ts";
import type { Answer, Call, Route, SimulatedAzure } from "../operation.ts";
import { createService } from "../service.ts";
import type { Service } from "../service.ts";
import { authenticateGraph } from "./authenticate-graph.ts";
import { createApplication } from "./create-application.ts";
import { createServicePrincipal } from "./create-service-principal.ts";
import { deleteApplication } from "./delete-application.ts";
import { deleteServicePrincipal } from "./delete-service-principal.ts";
import { deleteDeletedItem, getDeletedItem, listDeletedItems } from "./deleted-items.ts";
import { getApplication } from "./get-application.ts";
import { getObjectsByIds } from "./get-objects-by-ids.ts";
import { getOrganization } from "./get-organization.ts";
import { getServicePrincipal } from "./get-service-principal.ts";
import { badRequest, graphErrorBody } from "./graph-error.ts";
import { listApplications } from "./list-applications.ts";
import { listServicePrincipals } from "./list-service-principals.ts";
import {
  createFederatedCredential,
  deleteFederatedCredential,
  getFederatedCredential,
  listFederatedCredentials,
  updateFederatedCredential,
} from "./federated-credentials.ts";
import { addOwner, getOwnedObjects, listOwners, removeOwner } from "./owners.ts";
import { addPassword, removePassword } from "./password.ts";
import { updateServicePrincipal } from "./update-service-principal.ts";
import { updateApplication } from "./update-application.ts";
import { getMe, getUser, listUsers } from "./users.ts";

/** A row for an object of a set, which can be addressed by its object ID, or by its application's (alternate key). */
function either(method: string, set: string, rest: string, operation: Route[2]): Route[] {
  return [
    [method, `/v1.0/${set}/:id${rest}`, operation],
    [method, `/v1.0/${set}(appId=':appId{[^']+}')${rest}`, operation],
  ];
}

const federated = "/federatedIdentityCredentials";

const rows: readonly Route[] = [
  ["GET", "/v1.0/applications", listApplications],
  ["POST", "/v1.0/applications", createApplication],
  ...either("GET", "applications", "", getApplication),
  ...either("PATCH", "applications", "", updateApplication),
  ...either("DELETE", "applications", "", deleteApplication),
  ...either("POST", "applications", "/addPassword", addPassword("application")),
  ...either("POST", "applications", "/removePassword", removePassword("application")),
  ...either("GET", "applications", "/owners", listOwners("application")),
  ...either("POST", "applications", "/owners/$ref", addOwner("application")),
  ...either("DELETE", "applications", "/owners/:owner/$ref", removeOwner("application")),
  ...either("GET", "applications", federated, listFederatedCredentials),
  ...either("POST", "applications", federated, createFederatedCredential),
  ...either("GET", "applications", `${federated}/:credential`, getFederatedCredential),
  ...either("PATCH", "applications", `${federated}/:credential`, updateFederatedCredential),
  ...either("DELETE", "applications", `${federated}/:credential`, deleteFederatedCredential),
  ["GET", "/v1.0/servicePrincipals", listServicePrincipals],
  ["POST", "/v1.0/servicePrincipals", createServicePrincipal],
  ...either("GET", "servicePrincipals", "", getServicePrincipal),
  ...either("PATCH", "servicePrincipals", "", updateServicePrincipal),
  ...either("DELETE", "servicePrincipals", "", deleteServicePrincipal),
  ...either("POST", "servicePrincipals", "/addPassword", addPassword("servicePrincipal")),
  ...either("POST", "servicePrincipals", "/removePassword", removePassword("servicePrincipal")),
  ...either("GET", "servicePrincipals", "/owners", listOwners("servicePrincipal")),
  ...either("POST", "servicePrincipals", "/owners/$ref", addOwner("servicePrincipal")),
  ...either("DELETE", "servicePrincipals", "/owners/:owner/$ref", removeOwner("servicePrincipal")),
  ["GET", "/v1.0/directory/deletedItems/microsoft.graph.application", listDeletedItems("application")],
  ["GET", "/v1.0/directory/deletedItems/microsoft.graph.servicePrincipal", listDeletedItems("servicePrincipal")],
  ["GET", "/v1.0/directory/deletedItems/:id", getDeletedItem],
  ["DELETE", "/v1.0/directory/deletedItems/:id", deleteDeletedItem],
  ["POST", "/v1.0/directoryObjects/getByIds", getObjectsByIds],
  ["GET", "/v1.0/me", getMe],
  ["GET", "/v1.0/me/ownedObjects", getOwnedObjects],
  ["GET", "/v1.0/me/ownedObjects/:type{(?:microsoft\\.)?graph\\.(?:application|servicePrincipal)}", getOwnedObjects],
  ["GET", "/v1.0/users", listUsers],
  ["GET", "/v1.0/users/:id", getUser],
  ["GET", "/v1.0/organization", getOrganization],
];

/** The same, answered in OData's own type of JSON (recorded). */
const routes: readonly Route[] = rows.map(([method, path, operation]) => [
  method,
  path,
  async (call) => {
    const answer = await answerOf(operation, call);
    const type = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
    return answer.body === undefined ? answer : { ...answer, headers: { "content-type": type, ...answer.headers } };
  },
]);

/** An error has another type than an answer (recorded). */
async function answerOf(operation: Route[2], call: Call): Promise<Answer> {
  try {
    return await operation(call);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const headers = { "content-type": "application/json", ...error.headers };
    throw new ServiceError(error.status, error.code, error.message, { headers });
  }
}

/** Microsoft Graph v1.0, `graph.microsoft.com`: the part about applications, service principals and people. */
export function createGraph(azure: SimulatedAzure): Service {
  return createService(azure, {
    routes,
    caseInsensitive: true,
    authenticate: authenticateGraph(azure),
    errorBody: (error) => graphErrorBody(azure, error),
    headers: () => ({
      "cache-control": "no-cache",
      "odata-version": "4.0",
      "request-id": azure.guid(),
      "strict-transport-security": "max-age=31536000",
    }),
    noRoute: (request) => {
      const { pathname } = new URL(request.url);
      return new ServiceError(501, "NotImplemented", `This simulator does not play ${request.method} ${pathname}.`);
    },
    malformed: () => badRequest("Unable to read JSON request payload. Please ensure Content-Type header is set."),
  });
}
