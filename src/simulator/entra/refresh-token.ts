import type { Answer, Call, ServiceError } from "../operation.ts";
import { TokenError, verifyToken } from "../token.ts";
import { entraError } from "./entra-error.ts";
import { field, requiredField } from "./form.ts";
import { refreshAudience, userTokens } from "./user-tokens.ts";

/** Grants new tokens for a refresh token, for any resource. Errors: AADSTS9002313, AADSTS700082 (400, invalid_grant). */
export async function refreshTokenGrant(call: Call): Promise<Answer> {
  const { azure } = call;
  const clientId = requiredField(call, "client_id");
  const token = requiredField(call, "refresh_token");
  try {
    const { aud, appid, oid } = verifyToken(azure, token);
    if (aud !== refreshAudience || appid !== clientId || oid !== azure.state.user.id) throw malformed();
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    if (!error.isExpired) throw malformed();
    throw entraError(400, "invalid_grant", 700082, "The refresh token has expired due to inactivity.");
  }
  return userTokens(azure, clientId, field(call, "scope") ?? "");
}

function malformed(): ServiceError {
  return entraError(400, "invalid_grant", 9002313, "Invalid request. Request is malformed or invalid.");
}
