import type { SimulatedAzure } from "../operation.ts";
import type { Claims } from "../token.ts";

/** Seconds. */
export const accessTokenLifetime = 3599;

/** The claims that every access token of the first version has: Resource Manager, Graph and Key Vault take that one. */
export function commonClaims(azure: SimulatedAzure, audience: string): Claims {
  const tenantId = azure.state.tenant.id;
  return {
    aud: audience,
    iss: `https://sts.windows.net/${tenantId}/`,
    tid: tenantId,
    uti: Buffer.from(azure.hex(16), "hex").toString("base64url"),
    ver: "1.0",
  };
}
