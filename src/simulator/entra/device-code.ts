import { findBy, remove } from "../lookup.ts";
import type { Answer, Call } from "../operation.ts";
import { checkPublicClient } from "./client.ts";
import { entraError } from "./entra-error.ts";
import { field, requiredField } from "./form.ts";
import { checkTenant } from "./tenant.ts";
import { userTokens } from "./user-tokens.ts";

/** Seconds. */
const lifetime = 900;

/** Starts a sign-in by device code. The person of the tenant approves every one at once. */
export function deviceCode(call: Call): Answer {
  checkTenant(call, "invalid_request");
  const { azure } = call;
  const clientId = requiredField(call, "client_id");
  checkPublicClient(azure, clientId);
  const code = {
    deviceCode: azure.hex(32),
    userCode: azure.hex(5).toUpperCase().slice(0, 9),
    clientId,
    scope: field(call, "scope") ?? "",
    expiresAt: azure.now() + lifetime * 1000,
  };
  azure.state.deviceCodes.push(code);
  return {
    status: 200,
    body: {
      user_code: code.userCode,
      device_code: code.deviceCode,
      verification_uri: "https://microsoft.com/devicelogin",
      expires_in: lifetime,
      interval: 1, // Entra says 5; a client sleeps that long before it asks, and here the answer is there at once
      message:
        "To sign in, use a web browser to open the page https://microsoft.com/devicelogin and enter the code " +
        `${code.userCode} to authenticate.`,
    },
  };
}

/** Grants the tokens for a device code, once. Errors: AADSTS70000 for an unknown code, AADSTS70020 for one that is over. */
export async function deviceCodeGrant(call: Call): Promise<Answer> {
  const { azure } = call;
  const asked = field(call, "device_code") ?? requiredField(call, "code");
  const code = findBy(azure.state.deviceCodes, "deviceCode", asked);
  if (!code || code.clientId !== requiredField(call, "client_id")) {
    throw entraError(400, "invalid_grant", 70000, "Provided grant is invalid or malformed.");
  }
  remove(azure.state.deviceCodes, code);
  if (code.expiresAt <= azure.now()) {
    throw entraError(
      400,
      "expired_token",
      70020,
      "The provided value for the input parameter 'device_code' is not valid. This device code has expired.",
    );
  }
  return userTokens(azure, code.clientId, code.scope);
}
