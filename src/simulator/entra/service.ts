import type { Caller, Route, SimulatedAzure } from "../operation.ts";
import { createService } from "../service.ts";
import type { Service } from "../service.ts";
import { deviceCode } from "./device-code.ts";
import { instanceDiscovery, keys, openidConfiguration } from "./discovery.ts";
import { entraError, entraErrorBody } from "./entra-error.ts";
import { grantToken } from "./grant-token.ts";

const routes: readonly Route[] = [
  ["GET", "/common/discovery/instance", instanceDiscovery],
  ["GET", "/:tenant/v2.0/.well-known/openid-configuration", openidConfiguration],
  ["GET", "/:tenant/discovery/v2.0/keys", keys],
  ["POST", "/:tenant/oauth2/v2.0/devicecode", deviceCode],
  ["POST", "/:tenant/oauth2/v2.0/token", grantToken],
];

/** Who asks for a token has none yet. */
const nobody: Caller = { appId: "", objectId: "", tenantId: "", issuer: "" };

/** Microsoft Entra's token service, `login.microsoftonline.com`. */
export function createEntra(azure: SimulatedAzure): Service {
  return createService(azure, {
    routes,
    authenticate: async () => nobody,
    errorBody: (error) => entraErrorBody(azure, error),
    headers: () => ({ "cache-control": "no-store, no-cache", pragma: "no-cache" }),
    noRoute: () => entraError(404, "invalid_request", 900144, "The simulator does not play this endpoint."),
    malformed: () => entraError(400, "invalid_request", 9002313, "Invalid request. Request is malformed or invalid."),
  });
}
