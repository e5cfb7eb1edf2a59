import type { Answer, Call } from "../operation.ts";
import { publicKey, signingKeyOf } from "../token.ts";
import { checkTenant } from "./tenant.ts";

const host = "https://login.microsoftonline.com";

/** The OpenID Connect discovery document of a tenant. */
export function openidConfiguration(call: Call): Answer {
  checkTenant(call, "invalid_tenant");
  const { tenant } = call.azure.state;
  const asked = call.params["tenant"] ?? tenant.id;
  const named = asked === "common" || asked === "organizations";
  const base = `${host}/${named ? asked : tenant.id}`;
  return {
    status: 200,
    body: {
      token_endpoint: `${base}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
      jwks_uri: `${base}/discovery/v2.0/keys`,
      response_modes_supported: ["query", "fragment", "form_post"],
      subject_types_supported: ["pairwise"],
      id_token_signing_alg_values_supported: ["RS256"],
      response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
      scopes_supported: ["openid", "profile", "email", "offline_access"],
      issuer: `${host}/${named ? "{tenantid}" : tenant.id}/v2.0`,
      request_uri_parameter_supported: false,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
      http_logout_supported: true,
      frontchannel_logout_supported: true,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      claims_supported: ["sub", "iss", "aud", "exp", "iat", "nonce", "preferred_username", "name", "tid", "ver"],
      tenant_region_scope: null,
      cloud_instance_name: "microsoftonline.com",
      cloud_graph_host_name: "graph.windows.net",
      msgraph_host: "graph.microsoft.com",
      rbac_url: "https://pas.windows.net",
    },
  };
}

/** Which hosts are the same cloud: MSAL asks it where it does not know the authority. */
export function instanceDiscovery({ azure }: Call): Answer {
  return {
    status: 200,
    body: {
      tenant_discovery_endpoint: `${host}/${azure.state.tenant.id}/v2.0/.well-known/openid-configuration`,
      "api-version": "1.1",
      metadata: [
        {
          preferred_network: "login.microsoftonline.com",
          preferred_cache: "login.windows.net",
          aliases: ["login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net"],
        },
      ],
    },
  };
}

/** The public keys that verify the tenant's tokens. */
export async function keys(call: Call): Promise<Answer> {
  checkTenant(call, "invalid_tenant");
  return { status: 200, body: { keys: [publicKey(await signingKeyOf(call.azure))] } };
}
