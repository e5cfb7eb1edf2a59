import { AzError } from "./error.ts";
import type { Send } from "./http.ts";
import type { CachedToken, Identity, Profile } from "./profile.ts";

/** The Azure CLI's own client ID, with which a person signs in. */
export const cliClientId = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
export const authority = "https://login.microsoftonline.com";

/** Scopes as az asks for them; the double slash is its own (it appends `/.default` to a resource that ends in a slash). */
export const scopes = {
  resourceManager: "https://management.core.windows.net//.default",
  graph: "https://graph.microsoft.com//.default",
  keyVault: "https://vault.azure.net/.default",
} as const;

/** MSAL takes a new token where the old one is over in less than this, in seconds. */
const margin = 300;
const openId = "offline_access openid profile";
const capabilities = JSON.stringify({ access_token: { xms_cc: { values: ["CP1"] } } });

export interface TokenAnswer {
  access_token: string;
  expires_in: number;
  refresh_token?: string;
  id_token?: string;
  error?: string;
  error_description?: string;
  error_codes?: number[];
}

/** Whose token, in which tenant, for what. */
export interface TokenKey {
  /** User name or client ID. */
  name: string;
  tenantId: string;
  scope: string;
}

/** An access token for somebody who signed in, from the profile's cache or from Entra; the profile then holds it. */
export async function acquireToken(send: Send, profile: Profile, what: TokenKey): Promise<CachedToken> {
  const { name, tenantId, scope } = what;
  const cached = profile.tokens[cacheKey(what)];
  if (cached && cached.expiresOn - margin > Date.now() / 1000) return cached;
  const identity = profile.identities[name];
  if (!identity) throw new AzError(`User '${name}' does not exist in MSAL token cache. Run \`az login\`.`);
  const answer = await requestToken(send, tenantId, grant(identity, name, scope));
  if (identity.type === "user" && answer.refresh_token) identity.refreshToken = answer.refresh_token;
  return keepToken(profile, what, answer);
}

/** Puts a token that Entra gave into the profile's cache. */
export function keepToken(profile: Profile, what: TokenKey, answer: TokenAnswer): CachedToken {
  const token = { accessToken: answer.access_token, expiresOn: Math.floor(Date.now() / 1000) + answer.expires_in };
  profile.tokens[cacheKey(what)] = token;
  return token;
}

function cacheKey({ name, tenantId, scope }: TokenKey): string {
  return `${name} ${tenantId} ${scope}`;
}

function grant(identity: Identity, name: string, scope: string): Record<string, string> {
  return identity.type === "user"
    ? {
        grant_type: "refresh_token",
        client_id: cliClientId,
        refresh_token: identity.refreshToken,
        scope: `${scope} ${openId}`,
      }
    : { grant_type: "client_credentials", client_id: name, client_secret: identity.secret, scope };
}

/** One request to the token endpoint. Throws what az says to Entra's error: its description, and how to sign in again. */
export async function requestToken(
  send: Send,
  tenant: string,
  parameters: Record<string, string>,
): Promise<TokenAnswer> {
  const answer = await askEntra<TokenAnswer>(send, `/${tenant}/oauth2/v2.0/token`, {
    ...parameters,
    client_info: "1",
    claims: capabilities,
  });
  if (answer.error !== undefined) throw entraError(answer);
  return answer;
}

/** Posts a form to Entra; errors are answers too. */
export async function askEntra<T>(send: Send, path: string, parameters: Record<string, string>): Promise<T> {
  const response = await send({
    method: "POST",
    url: `${authority}${path}`,
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: new URLSearchParams(parameters).toString(),
  });
  return JSON.parse(response.text);
}

/** Entra's discovery document, which az reads before it signs anybody in. */
export async function discover(send: Send, tenant: string): Promise<void> {
  const response = await send({ method: "GET", url: `${authority}/${tenant}/v2.0/.well-known/openid-configuration` });
  if (response.status !== 200) {
    throw new AzError(
      `Unable to get authority configuration for ${authority}/${tenant}. Error detail: ${response.text}`,
    );
  }
}

function entraError(answer: TokenAnswer): AzError {
  const advice = answer.error_codes?.includes(7000215)
    ? [
        "The error may be caused by passing a service principal certificate with --password. Please note that --password " +
          "no longer accepts a service principal certificate. To pass a service principal certificate, use --certificate instead.",
      ]
    : [
        "Run the command below to authenticate interactively; additional arguments may be added as needed:",
        "az logout",
        "az login",
      ];
  const code = /AADSTS\d+/.exec(answer.error_description ?? "")?.[0];
  return new AzError(answer.error_description ?? answer.error ?? "", { advice, code });
}
