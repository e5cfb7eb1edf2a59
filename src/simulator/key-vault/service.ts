import { authenticateBearer } from "../authenticate.ts";
import { findBy } from "../lookup.ts";
import { ServiceError } from "../operation.ts";
import type { SimulatedAzure } from "../operation.ts";
import { createService } from "../service.ts";
import type { Service, ServiceRequest } from "../service.ts";
import { clientAddress } from "./firewall.ts";
import { badParameter } from "./key-vault-error.ts";
import { refuseCaller, resource } from "./refuse-caller.ts";
import { routes } from "./routes.ts";

/**
 * The secrets, keys and certificates of every vault: the vault is the first label of the request's host,
 * `<vault>.vault.azure.net`.
 */
export function createKeyVault(azure: SimulatedAzure): Service {
  return createService(azure, {
    routes,
    caseInsensitive: true,
    authenticate: (request) =>
      authenticateBearer(azure, [resource], (refusal) => refuseCaller(refusal, request, azure.state.tenant.id))(
        request,
      ),
    errorBody: ({ code, message, innerCode }) => ({
      error: { code, message, ...(innerCode === undefined ? {} : { innererror: { code: innerCode } }) },
    }),
    headers: (request) => headersFor(azure, request),
    noRoute: (request) => {
      const { pathname } = new URL(request.url);
      if (/^\/(deleted)?storage\b/i.test(pathname)) {
        return new ServiceError(501, "NotImplemented", "This simulator does not play the storage accounts of a vault.");
      }
      return new ServiceError(405, "MethodNotAllowed", `HTTP ${request.method} not allowed`);
    },
    malformed: () => badParameter("The request body is not valid JSON."),
  });
}

/** Headers of every answer, as recorded in az's test_keyvault_secret.yaml. */
function headersFor(azure: SimulatedAzure, request: ServiceRequest): Record<string, string> {
  const name = new URL(request.url).hostname.split(".")[0] ?? "";
  const vault = findBy(azure.state.vaults, "name", name);
  const clientRequestId = request.headers.get("x-ms-client-request-id");
  return {
    "cache-control": "no-cache",
    pragma: "no-cache",
    expires: "-1",
    "strict-transport-security": "max-age=31536000;includeSubDomains",
    "x-content-type-options": "nosniff",
    "x-ms-keyvault-region": vault?.location ?? "",
    "x-ms-keyvault-network-info": `conn_type=Ipv4;addr=${clientAddress};act_addr_fam=InterNetwork;`,
    "x-ms-keyvault-service-version": "1.9.2605.1",
    "x-ms-request-id": azure.guid(),
    ...(clientRequestId === null ? {} : { "x-ms-client-request-id": clientRequestId }),
  };
}
