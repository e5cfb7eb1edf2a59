import type { Caller, ServiceError, SimulatedAzure } from "./operation.ts";
import { TokenError, verifyToken } from "./token.ts";
import type { Claims } from "./token.ts";
import type { ServiceRequest } from "./service.ts";

/** Why a request is not let in: no token at all, one that is no token of this tenant, one that is over, one for another service. */
export type Refusal = "missing" | "invalid" | "expired" | "audience";

/**
 * Lets requests in that carry a bearer token for one of the audiences.
 *
 * @param audiences what `aud` may be; a slash at the end makes no difference
 * @param refuse the service's own 401 for a refusal
 * @returns a function from a request to its caller, which throws what `refuse` makes
 */
export function authenticateBearer(
  azure: SimulatedAzure,
  audiences: readonly string[],
  refuse: (refusal: Refusal) => ServiceError,
): (request: ServiceRequest) => Promise<Caller> {
  const accepted = new Set(audiences.map(withoutSlash));

  return async (request) => {
    const token = /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
    if (token === undefined) throw refuse("missing");
    let claims: Claims;
    try {
      claims = verifyToken(azure, token);
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      throw refuse(error.isExpired ? "expired" : "invalid");
    }
    if (typeof claims.aud !== "string" || !accepted.has(withoutSlash(claims.aud))) throw refuse("audience");
    return callerOf(claims) ?? fail(refuse("invalid"));
  };
}

function callerOf({ appid, oid, tid, upn, iss }: Claims): Caller | undefined {
  if (typeof appid !== "string" || typeof oid !== "string" || typeof tid !== "string" || typeof iss !== "string") {
    return undefined;
  }
  const caller: Caller = { appId: appid, objectId: oid, tenantId: tid, issuer: iss };
  return typeof upn === "string" ? { ...caller, userPrincipalName: upn } : caller;
}

function withoutSlash(audience: string): string {
  return audience.replace(/\/$/, "");
}

function fail(error: Error): never {
  throw error;
}
