import { errors } from "jose";
import type { JWTPayload } from "jose";
import type { Caller, ServiceError, SimulatedAzure } from "./operation.ts";
import { verifyToken } from "./token.ts";

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
): (request: Request) => Promise<Caller> {
  const accepted = new Set(audiences.map(withoutSlash));

  return async (request) => {
    const token = /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
    if (token === undefined) throw refuse("missing");
    let claims: JWTPayload;
    try {
      claims = await verifyToken(azure, token);
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
      throw refuse(error instanceof errors.JWTExpired ? "expired" : "invalid");
    }
    if (typeof claims.aud !== "string" || !accepted.has(withoutSlash(claims.aud))) throw refuse("audience");
    return callerOf(claims) ?? fail(refuse("invalid"));
  };
}

function callerOf({ appid, oid, tid, upn, iss }: JWTPayload): Caller | undefined {
  if (typeof appid !== "string" || typeof oid !== "string" || typeof tid !== "string" || iss === undefined) {
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
