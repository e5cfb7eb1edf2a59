import { findBy } from "../lookup.ts";
import { ServiceError } from "../operation.ts";
import type { Answer, Call } from "../operation.ts";
import type { ServicePrincipal } from "../state.ts";
import { entityAnswer } from "./answer.ts";
import { textMember } from "./body.ts";
import { badRequest } from "./graph-error.ts";
import { readProperties } from "./properties.ts";
import { servicePrincipalKind } from "./service-principal-properties.ts";
import { writeServicePrincipal } from "./service-principal.ts";
import { setPrincipalProperties } from "./update-service-principal.ts";

/**
 * Makes the service principal of an application. Graph knows it at once, other services after
 * `latency.servicePrincipal`. An application that is not there is 400, one that has its service principal 409.
 */
export function createServicePrincipal(call: Call): Answer {
  const { azure, body, caller } = call;
  const { state } = azure;
  const appId = textMember(body, "appId")?.toLowerCase() ?? "";
  const application = findBy(state.applications, "appId", appId);
  if (!application) {
    throw badRequest(`The appId '${appId}' of the service principal does not reference a valid application object.`);
  }
  if (findBy(state.servicePrincipals, "appId", appId)) {
    throw new ServiceError(
      409,
      "Request_MultipleObjectsWithSameKeyValue",
      "The service principal cannot be created, updated, or restored because the service principal name " +
        `${application.appId} is already in use.`,
    );
  }
  const principal: ServicePrincipal = {
    id: azure.guid(),
    appId: application.appId,
    displayName: application.displayName,
    tags: [],
    owners: [caller.objectId],
    createdAt: azure.now(),
    knownAt: azure.now() + azure.latency.servicePrincipal,
  };
  setPrincipalProperties(
    azure,
    principal,
    readProperties(servicePrincipalKind, body, writeServicePrincipal(azure, principal)),
  );
  state.servicePrincipals.push(principal);
  return entityAnswer(call, "servicePrincipals", writeServicePrincipal(azure, principal), "ServicePrincipal");
}
