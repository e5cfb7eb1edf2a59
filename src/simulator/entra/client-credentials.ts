import type { Answer, Call } from "../operation.ts";
import type { Application, PasswordCredential, ServicePrincipal } from "../state.ts";
import { signToken } from "../token.ts";
import { accessTokenLifetime, commonClaims } from "./claims.ts";
import { findClient } from "./client.ts";
import { entraError } from "./entra-error.ts";
import { field, requiredField } from "./form.ts";
import { resourceOf } from "./resource.ts";

/** Grants an application a token for its secret. Errors: those of `findClient`, of the secret (401) and of the scope. */
export async function clientCredentials(call: Call): Promise<Answer> {
  const { azure } = call;
  const { application, principal } = findClient(azure, requiredField(call, "client_id"));
  refuseAssertion(call);
  const passwords = [...application.passwordCredentials, ...(principal.passwordCredentials ?? [])];
  checkSecret(azure.now(), application.appId, passwords, field(call, "client_secret"));
  refuseDisabled(application, principal);
  const requested = requiredField(call, "scope");
  const resource = resourceOf(azure, requested);
  if (!resource?.scope.endsWith("/.default")) {
    throw entraError(
      400,
      "invalid_scope",
      1002012,
      `The provided value for scope ${requested} is not valid. Client credential flows must have a scope value with ` +
        "/.default suffixed to the resource identifier (application ID URI).",
    );
  }
  const claims = {
    ...commonClaims(azure, resource.audience),
    appid: application.appId,
    appidacr: "1",
    idp: `https://sts.windows.net/${azure.state.tenant.id}/`,
    idtyp: "app",
    oid: principal.id,
    sub: principal.id,
  };
  return {
    status: 200,
    body: {
      token_type: "Bearer",
      expires_in: accessTokenLifetime,
      ext_expires_in: accessTokenLifetime,
      access_token: await signToken(azure, claims, accessTokenLifetime),
    },
  };
}

/** Certificates and federated credentials are kept and shown, but nobody signs in with them here. */
function refuseAssertion(call: Call): void {
  if (field(call, "client_assertion") === undefined) return;
  throw entraError(501, "server_error", 90100, "This simulator does not play client assertions; use a client secret.");
}

/** A service principal that is not enabled gets no token (Microsoft Entra error codes, AADSTS7000112). */
function refuseDisabled({ appId, displayName }: Application, { properties }: ServicePrincipal): void {
  if (properties?.["accountEnabled"] !== false) return;
  throw entraError(401, "invalid_client", 7000112, `Application '${appId}'(${displayName}) is disabled.`);
}

function checkSecret(
  now: number,
  appId: string,
  passwordCredentials: readonly PasswordCredential[],
  secret: string | undefined,
): void {
  if (secret === undefined) {
    throw entraError(
      401,
      "invalid_client",
      7000216,
      "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
    );
  }
  const credential = passwordCredentials.find(({ secretText }) => secretText === secret);
  if (!credential) {
    throw entraError(
      401,
      "invalid_client",
      7000215,
      "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the " +
        `client secret ID, for a secret added to app '${appId}'.`,
    );
  }
  if (Date.parse(credential.endDateTime) <= now) {
    throw entraError(
      401,
      "invalid_client",
      7000222,
      `The provided client secret keys for app '${appId}' are expired. Visit the Azure portal to create new keys for ` +
        "your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: " +
        "https://aka.ms/certCreds.",
    );
  }
}
