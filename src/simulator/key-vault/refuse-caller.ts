import type { Refusal } from "../authenticate.ts";
import { ServiceError } from "../operation.ts";
import type { ServiceRequest } from "../service.ts";
import { readClaims } from "../token.ts";

/** The audience of tokens for any vault. */
export const resource = "https://vault.azure.net";

/**
 * The 401 for a request that is not let in, with the challenge that tells a client where to ask for which token.
 *
 * Challenge and AKV10000 are recorded in az's test_keyvault_secret.yaml. The others are quoted in issues: AKV10022 in
 * azure-docs #109562, TokenExpired in prime-reportstream #2566, AKV10046 in terraform-provider-azurerm #30912.
 */
export function refuseCaller(refusal: Refusal, request: ServiceRequest, tenantId: string): ServiceError {
  const authorization = `https://login.microsoftonline.com/${tenantId}`;
  const challenge = `Bearer authorization="${authorization}", resource="${resource}"`;
  return new ServiceError(401, "Unauthorized", sentence(refusal, request), {
    headers: { "www-authenticate": challenge },
  });
}

function sentence(refusal: Refusal, request: ServiceRequest): string {
  const token = request.headers.get("authorization")?.split(/\s+/)[1] ?? "";
  switch (refusal) {
    case "missing":
      return "AKV10000: Request is missing a Bearer or PoP token.";
    case "audience":
      return `AKV10022: Invalid audience. Expected ${resource}, found: ${String(readClaims(token)["aud"])}.`;
    case "expired":
      return "[TokenExpired] Error validating token: 'S2S12086'.";
    default:
      return `AKV10046: Unable to resolve the key used for signature validation. EncodedJwtHeader: '${encodedHeader(token)}'.`;
  }
}

/** A token's public first part. What is no token may be a secret sent by mistake: nothing of it is given back. */
function encodedHeader(token: string): string {
  const parts = token.split(".");
  return parts.length === 3 ? (parts[0] ?? "") : "";
}
