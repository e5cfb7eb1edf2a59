import { authenticateBearer } from "../authenticate.ts";
import type { Refusal } from "../authenticate.ts";
import { ServiceError } from "../operation.ts";
import type { SimulatedAzure } from "../operation.ts";
import { createService } from "../service.ts";
import type { Service, ServiceRequest } from "../service.ts";
import { routes } from "./routes.ts";

const audiences = ["https://management.core.windows.net/", "https://management.azure.com/"];

const refusals: Record<Refusal, [code: string, sentence: string]> = {
  missing: ["AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing."],
  invalid: ["InvalidAuthenticationToken", "The access token is invalid."],
  expired: ["ExpiredAuthenticationToken", "The access token expiry UTC time is in the past."],
  audience: [
    "InvalidAuthenticationTokenAudience",
    "The access token has been obtained for wrong audience or resource.",
  ],
};

/** Azure Resource Manager, `management.azure.com`: groups, vaults, deleted vaults, roles, providers. */
export function createResourceManager(azure: SimulatedAzure): Service {
  return createService(azure, {
    routes,
    caseInsensitive: true,
    authenticate: authenticateBearer(azure, audiences, (refusal) => refuse(azure, refusal)),
    errorBody: ({ code, message }) => ({ error: { code, message } }),
    headers: (request) => ({
      "cache-control": "no-cache",
      pragma: "no-cache",
      expires: "-1",
      "strict-transport-security": "max-age=31536000; includeSubDomains",
      "x-content-type-options": "nosniff",
      // Key Vault's own answers carry its version (recorded in az's tests).
      ...(/\/providers\/Microsoft\.KeyVault\//i.test(request.url) && { "x-ms-keyvault-service-version": "1.5.1361.0" }),
      ...requestIds(azure, request),
    }),
    malformed: () =>
      new ServiceError(400, "InvalidRequestContent", "The request content was invalid and could not be deserialized."),
    noRoute: (request) => notPlayed(request),
  });
}

/** A caller's own IDs come back: the correlation's always, the request's where it asks for that ("ARM common API details"). */
function requestIds(azure: SimulatedAzure, { headers }: ServiceRequest): Record<string, string> {
  const requestId = azure.guid();
  const clientId = headers.get("x-ms-client-request-id");
  const wantsClientId = headers.get("x-ms-return-client-request-id")?.toLowerCase() === "true";
  return {
    "x-ms-request-id": requestId,
    "x-ms-correlation-request-id": headers.get("x-ms-correlation-request-id") ?? requestId,
    ...(clientId !== null && wantsClientId && { "x-ms-client-request-id": clientId }),
  };
}

function refuse(azure: SimulatedAzure, refusal: Refusal): ServiceError {
  const [code, message] = refusals[refusal];
  const authority = `https://login.microsoftonline.com/${azure.state.tenant.id}`;
  const challenge = `Bearer authorization_uri="${authority}", error="invalid_token", error_description="${message}"`;
  return new ServiceError(401, code, message, { headers: { "www-authenticate": challenge } });
}

function notPlayed(request: ServiceRequest): ServiceError {
  const { pathname } = new URL(request.url);
  const message = `This simulator does not play ${request.method} ${pathname}.`;
  return new ServiceError(501, "NotImplemented", message);
}
