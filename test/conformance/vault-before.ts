import { locations } from "../../src/simulator/resource-manager/get-subscription.ts";
import type { State } from "../../src/simulator/state.ts";
import { isObject } from "./address.ts";
import type { Exchange } from "./recording.ts";

/** The body of a request that makes a vault. */
export interface VaultBody {
  location: string;
  properties: Record<string, unknown>;
}

/** A vault of which only the data is known: where it is, how long it keeps what is deleted, and whether it uses roles. */
export function vaultByItsData(
  name: string,
  exchanges: readonly Exchange[],
  { tenant, user }: Pick<State, "tenant" | "user">,
): VaultBody {
  const own = exchanges.filter(({ url }) => url.hostname.startsWith(`${name}.`));
  const text = JSON.stringify(own.map(({ body }) => body));
  const region = own.map(({ headers }) => headers["x-ms-keyvault-region"]).find(Boolean) ?? "";
  const usesRoles = own.some(({ headers }) => "x-ms-keyvault-rbac-assignment-id" in headers);
  const all = ["all", "purge"];
  const permissions = { keys: all, secrets: all, certificates: all, storage: ["all"] };
  return {
    location: Object.hasOwn(locations, region) ? region : "eastus",
    properties: {
      tenantId: tenant.id,
      sku: { family: "A", name: "standard" },
      accessPolicies: [{ tenantId: tenant.id, objectId: user.id, permissions }],
      softDeleteRetentionInDays: Number(/"recoverableDays":(\d+)/.exec(text)?.[1] ?? 90),
      ...(/"recoveryLevel":"\w*Recoverable"/.test(text) && { enablePurgeProtection: true }),
      ...(usesRoles && { enableRbacAuthorization: true }),
    },
  };
}

/** A vault that an answer shows; what that leaves out is as in another one. */
export function vaultAsShown(shown: Readonly<Record<string, unknown>>, otherwise: VaultBody): object {
  const properties = isObject(shown["properties"]) ? shown["properties"] : {};
  const { vaultUri: _uri, provisioningState: _state, ...given } = properties;
  const { location = otherwise.location, tags } = shown;
  const known = isObject(tags) ? { location, tags } : { location };
  return { ...known, properties: { ...otherwise.properties, ...given } };
}
