import { ServiceError } from "../operation.ts";
import type { Route, SimulatedAzure } from "../operation.ts";
import { createService } from "../service.ts";
import type { Service } from "../service.ts";
import { addPassword } from "./add-password.ts";
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
import { removePassword } from "./remove-password.ts";
import { updateApplication } from "./update-application.ts";
import { getMe, getUser, listUsers } from "./users.ts";

const routes: readonly Route[] = [
  ["GET", "/v1.0/applications", listApplications],
  ["POST", "/v1.0/applications", createApplication],
  ["GET", "/v1.0/applications/:id", getApplication],
  ["PATCH", "/v1.0/applications/:id", updateApplication],
  ["PATCH", "/v1.0/applications(appId=':appId{[^']+}')", updateApplication],
  ["DELETE", "/v1.0/applications/:id", deleteApplication],
  ["POST", "/v1.0/applications/:id/addPassword", addPassword],
  ["POST", "/v1.0/applications/:id/removePassword", removePassword],
  ["GET", "/v1.0/servicePrincipals", listServicePrincipals],
  ["POST", "/v1.0/servicePrincipals", createServicePrincipal],
  ["GET", "/v1.0/servicePrincipals/:id", getServicePrincipal],
  ["DELETE", "/v1.0/servicePrincipals/:id", deleteServicePrincipal],
  ["GET", "/v1.0/directory/deletedItems/microsoft.graph.application", listDeletedItems("application")],
  ["GET", "/v1.0/directory/deletedItems/microsoft.graph.servicePrincipal", listDeletedItems("servicePrincipal")],
  ["GET", "/v1.0/directory/deletedItems/:id", getDeletedItem],
  ["DELETE", "/v1.0/directory/deletedItems/:id", deleteDeletedItem],
  ["POST", "/v1.0/directoryObjects/getByIds", getObjectsByIds],
  ["GET", "/v1.0/me", getMe],
  ["GET", "/v1.0/users", listUsers],
  ["GET", "/v1.0/users/:id", getUser],
  ["GET", "/v1.0/organization", getOrganization],
];

/** Microsoft Graph v1.0, `graph.microsoft.com`: the part about applications, service principals and people. */
export function createGraph(azure: SimulatedAzure): Service {
  return createService(azure, {
    routes,
    caseInsensitive: true,
    authenticate: authenticateGraph(azure),
    errorBody: (error) => graphErrorBody(azure, error),
    headers: () => ({ "odata-version": "4.0", "request-id": azure.guid() }),
    noRoute: (request) => {
      const segment = new URL(request.url).pathname.split("/")[2] ?? "";
      return new ServiceError(400, "BadRequest", `Resource not found for the segment '${segment}'.`);
    },
    malformed: () => badRequest("Unable to read JSON request payload. Please ensure Content-Type header is set."),
  });
}
