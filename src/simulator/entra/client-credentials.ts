import type { Answer, Call } from "../operation.ts";
import type { Application } from "../state.ts";
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
  checkSecret(azure.now(), application, field(call, "client_secret"));
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

function checkSecret(now: number, { appId, passwordCredentials }: Application, secret: string | undefined): void {
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
