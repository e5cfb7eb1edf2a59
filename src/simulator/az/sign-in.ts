import { acquireToken, askEntra, cliClientId, discover, keepToken, requestToken, scopes } from "./credentials.ts";
import type { TokenAnswer } from "./credentials.ts";
import { AzError } from "./error.ts";
import type { Subscription } from "./profile.ts";
import type { Session } from "./session.ts";

interface DeviceCodeAnswer {
  device_code: string;
  message: string;
  interval?: number;
  error_description?: string;
}

/**
 * Signs a service principal in with its secret; the profile then knows both. Throws with Entra's words where Entra refuses.
 *
 * @param name its client ID
 */
export async function signInServicePrincipal(
  { send, profile }: Session,
  name: string,
  secret: string | undefined,
  tenant: string | undefined,
): Promise<Subscription["user"]> {
  if (secret === undefined) throw new AzError("Please specify both username and password in non-interactive mode.");
  if (tenant === undefined)
    throw new AzError("usage error: --service-principal --username NAME --password SECRET --tenant TENANT");
  await discover(send, tenant);
  const identities = { ...profile.identities, [name]: { type: "servicePrincipal" as const, tenantId: tenant, secret } };
  const draft = { ...profile, identities, tokens: { ...profile.tokens } };
  delete draft.tokens[`${name} ${tenant} ${scopes.resourceManager}`];
  await acquireToken(send, draft, { name, tenantId: tenant, scope: scopes.resourceManager });
  Object.assign(profile, draft);
  return { name, type: "servicePrincipal" };
}

/** Signs a person in by device code: prints where to enter which code, and waits until that is done. */
export async function signInPerson(session: Session, tenant = "organizations"): Promise<Subscription["user"]> {
  const { send, profile, say } = session;
  await discover(send, tenant);
  const scope = `${scopes.resourceManager} offline_access openid profile`;
  const code = await askEntra<DeviceCodeAnswer>(send, `/${tenant}/oauth2/v2.0/devicecode`, {
    client_id: cliClientId,
    scope,
  });
  if (code.device_code === undefined) throw new AzError(`Fail to create device flow. Err: ${code.error_description}`);
  say(code.message);
  const answer = await pollForSignIn(session, tenant, code);
  const name = userName(answer.id_token);
  if (answer.refresh_token === undefined || name === undefined) throw new AzError("Can't find token from MSAL cache.");
  profile.identities[name] = { type: "user", refreshToken: answer.refresh_token };
  keepToken(profile, { name, tenantId: tenant, scope: scopes.resourceManager }, answer);
  return { name, type: "user" };
}

async function pollForSignIn({ send, wait }: Session, tenant: string, code: DeviceCodeAnswer): Promise<TokenAnswer> {
  const grant = {
    grant_type: "urn:ietf:params:oauth:grant-type:device_code",
    client_id: cliClientId,
    device_code: code.device_code,
  };
  for (;;) {
    try {
      return await requestToken(send, tenant, grant);
    } catch (error) {
      if (!(error instanceof AzError) || error.code !== "AADSTS70016") throw error;
      await wait((code.interval ?? 5) * 1000);
    }
  }
}

function userName(idToken: string | undefined): string | undefined {
  const payload = idToken?.split(".")[1];
  if (payload === undefined) return undefined;
  const claims: { preferred_username?: string; upn?: string } = JSON.parse(
    Buffer.from(payload, "base64url").toString(),
  );
  return claims.preferred_username ?? claims.upn;
}
