import { authenticateBearer } from "../authenticate.ts";
import type { Refusal } from "../authenticate.ts";
import { ServiceError } from "../operation.ts";
import type { Caller, SimulatedAzure } from "../operation.ts";
import type { ServiceRequest } from "../service.ts";

const sentences: Record<Refusal, string> = {
  missing: "Access token is empty.",
  invalid: "Access token validation failure. Invalid signature.",
  expired: "Lifetime validation failed, the token is expired.",
  audience: "Access token validation failure. Invalid audience.",
};

/**
 * Lets people in. An application gets what Graph says to one that has no directory role and no permission of Graph, as
 * those that az makes: 403 everywhere, 400 at `/me`.
 */
export function authenticateGraph(azure: SimulatedAzure): (request: ServiceRequest) => Promise<Caller> {
  const audiences = ["https://graph.microsoft.com", "00000003-0000-0000-c000-000000000000"];
  const authenticate = authenticateBearer(azure, audiences, refuse);
  return async (request) => {
    const caller = await authenticate(request);
    if (caller.userPrincipalName !== undefined) return caller;
    if (/^\/[^/]+\/me(\/|$)/i.test(new URL(request.url).pathname)) {
      throw new ServiceError(400, "BadRequest", "/me request is only valid with delegated authentication flow.");
    }
    throw new ServiceError(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
  };
}

function refuse(refusal: Refusal): ServiceError {
  const uri = "https://login.microsoftonline.com/common/oauth2/authorize";
  const challenge = `Bearer realm="", authorization_uri="${uri}", client_id="00000003-0000-0000-c000-000000000000"`;
  return new ServiceError(401, "InvalidAuthenticationToken", sentences[refusal], {
    headers: { "www-authenticate": challenge },
  });
}
