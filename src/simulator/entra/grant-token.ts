import type { Answer, Call } from "../operation.ts";
import { clientCredentials } from "./client-credentials.ts";
import { deviceCodeGrant } from "./device-code.ts";
import { entraError } from "./entra-error.ts";
import { requiredField } from "./form.ts";
import { refreshTokenGrant } from "./refresh-token.ts";
import { checkTenant } from "./tenant.ts";

/** The token endpoint: hands the request to its grant. An unknown grant is 400 AADSTS70003. */
export async function grantToken(call: Call): Promise<Answer> {
  checkTenant(call, "invalid_request");
  const grant = requiredField(call, "grant_type");
  switch (grant) {
    case "client_credentials":
      return clientCredentials(call);
    case "device_code":
    case "urn:ietf:params:oauth:grant-type:device_code":
      return deviceCodeGrant(call);
    case "refresh_token":
      return refreshTokenGrant(call);
    default:
      throw entraError(400, "unsupported_grant_type", 70003, `The app requested an unsupported grant type '${grant}'.`);
  }
}
