import { ServiceError } from "../operation.ts";
import type { SimulatedAzure } from "../operation.ts";

/** Graph's 404 for an object ID, as recorded in az's test_app_scenario.yaml. */
export function notFound(id: string): ServiceError {
  const sentence = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return new ServiceError(404, "Request_ResourceNotFound", sentence);
}

export function badRequest(sentence: string): ServiceError {
  return new ServiceError(400, "Request_BadRequest", sentence);
}

/** Graph's envelope: the request's ID appears twice, the time has no zone. */
export function graphErrorBody(azure: SimulatedAzure, { code, message }: ServiceError): unknown {
  const id = azure.guid();
  const date = new Date(azure.now()).toISOString().slice(0, 19);
  return { error: { code, message, innerError: { date, "request-id": id, "client-request-id": id } } };
}
