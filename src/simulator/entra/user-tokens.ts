import type { Answer, SimulatedAzure } from "../operation.ts";
import { signToken } from "../token.ts";
import { accessTokenLifetime, commonClaims } from "./claims.ts";
import { resourceOf } from "./resource.ts";

/** The audience of refresh tokens: only the token endpoint itself takes them. */
export const refreshAudience = "urn:surestep:refresh";

const refreshTokenLifetime = 90 * 24 * 60 * 60;

/**
 * Tokens for the person of the tenant, as the device code and the refresh grant answer them: access, refresh and ID
 * token, and the `client_info` that MSAL keys its cache with. Without a resource among the scopes the token is Graph's.
 *
 * @param scope the scopes asked for, apart by spaces
 */
export async function userTokens(azure: SimulatedAzure, clientId: string, scope: string): Promise<Answer> {
  const { tenant, user } = azure.state;
  const resource = resourceOf(azure, scope) ?? resourceOf(azure, "https://graph.microsoft.com/.default");
  const audience = resource?.audience ?? "";
  const access = {
    ...commonClaims(azure, audience),
    acr: "1",
    amr: ["pwd", "mfa"],
    appid: clientId,
    appidacr: "0",
    idtyp: "user",
    ipaddr: "127.0.0.1",
    name: user.displayName,
    oid: user.id,
    scp: "user_impersonation",
    sub: user.id,
    unique_name: user.userPrincipalName,
    upn: user.userPrincipalName,
  };
  const identity = {
    aud: clientId,
    iss: `https://login.microsoftonline.com/${tenant.id}/v2.0`,
    name: user.displayName,
    oid: user.id,
    preferred_username: user.userPrincipalName,
    sub: user.id,
    tid: tenant.id,
    ver: "2.0",
  };
  const refresh = { aud: refreshAudience, appid: clientId, oid: user.id };
  return {
    status: 200,
    body: {
      token_type: "Bearer",
      scope: `${audience}/user_impersonation ${audience}/.default`,
      expires_in: accessTokenLifetime,
      ext_expires_in: accessTokenLifetime,
      access_token: await signToken(azure, access, accessTokenLifetime),
      refresh_token: await signToken(azure, refresh, refreshTokenLifetime),
      foci: "1",
      id_token: await signToken(azure, identity, accessTokenLifetime),
      client_info: Buffer.from(JSON.stringify({ uid: user.id, utid: tenant.id })).toString("base64url"),
    },
  };
}
