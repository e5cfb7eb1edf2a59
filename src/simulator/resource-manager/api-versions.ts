import { ServiceError } from "../operation.ts";

/** The versions of `Microsoft.KeyVault` (its OpenAPI documents), oldest first. */
export const keyVaultVersions = [
  ...["2015-06-01", "2016-10-01", "2018-02-14-preview", "2018-02-14", "2019-09-01", "2020-04-01-preview"],
  ...["2021-04-01-preview", "2021-06-01-preview", "2021-10-01", "2021-11-01-preview", "2022-02-01-preview"],
  ...["2022-07-01", "2022-11-01", "2023-02-01", "2023-07-01", "2024-04-01-preview", "2024-11-01"],
  ...["2024-12-01-preview", "2025-05-01", "2026-02-01"],
];

/** The versions of `Microsoft.Authorization` for roles (its OpenAPI documents). */
export const authorizationVersions = [
  ...["2015-07-01", "2017-10-01-preview", "2018-01-01-preview", "2018-07-01", "2018-09-01-preview"],
  ...["2020-03-01-preview", "2020-04-01-preview", "2020-08-01-preview", "2020-10-01-preview", "2021-04-01-preview"],
  ...["2022-01-01-preview", "2022-04-01", "2022-05-01-preview"],
];

/** Resource Manager's own (quoted in azure-cli #27109, and later ones from its OpenAPI documents). */
export const ownVersions = [
  ...["2014-04-01-preview", "2014-04-01", "2015-01-01", "2015-11-01", "2016-02-01", "2016-06-01", "2016-07-01"],
  ...["2016-09-01", "2017-03-01", "2017-05-01", "2017-05-10", "2017-06-01", "2017-08-01", "2017-12-01", "2018-01-01"],
  ...["2018-02-01", "2018-05-01", "2018-06-01", "2018-07-01", "2018-08-01", "2018-09-01", "2018-11-01", "2019-03-01"],
  ...["2019-05-01", "2019-05-10", "2019-06-01", "2019-07-01", "2019-08-01", "2019-09-01", "2019-10-01", "2019-11-01"],
  ...["2020-01-01", "2020-05-01", "2020-06-01", "2020-07-01", "2020-08-01", "2020-09-01", "2020-10-01", "2021-01-01"],
  ...["2021-04-01", "2022-01-01", "2022-03-01-preview", "2022-05-01", "2022-06-01", "2022-09-01", "2022-11-01-preview"],
  ...["2022-12-01", "2023-03-01-preview", "2023-07-01-preview", "2023-07-01", "2024-03-01", "2024-07-01", "2024-08-01"],
  ...["2024-11-01", "2025-03-01", "2025-04-01"],
];

/**
 * Refuses a request without an API version, with what is none, or with one that its provider never had. A version that is
 * newer than those that this simulator knows is let through: each update of a client brings one.
 *
 * @param path decoded
 * @throws ServiceError 400: MissingApiVersionParameter, InvalidApiVersionParameter (azure-cli #27109), or, of a resource of
 * Key Vault, NoRegisteredProviderFound (azure-cli #18483)
 */
export function refuseVersion(version: string | null, path: string, locations: readonly string[]): void {
  if (!version) {
    const message = "The api-version query parameter (?api-version=) is required for all requests.";
    throw new ServiceError(400, "MissingApiVersionParameter", message);
  }
  const provider = providerOf(path);
  const isKeyVault = provider === "microsoft.keyvault";
  const isRole = provider === "microsoft.authorization";
  const known = isKeyVault ? keyVaultVersions : isRole ? authorizationVersions : ownVersions;
  const newest = known.at(-1) ?? "";
  const isDate = /^\d{4}-\d{2}-\d{2}(-preview)?$/.test(version);
  if (known.includes(version) || (isDate && version > newest)) return;
  const headers = { "x-ms-failure-cause": "gateway" };
  if (isDate && isKeyVault) {
    const type = /\/(deletedVaults|vaults|checkNameAvailability)/i.exec(path)?.[1] ?? "vaults";
    const message = `No registered resource provider found for location '${locations[0]}' and API version '${version}' for type '${type}'. The supported api-versions are '${known.join(", ")}'. The supported locations are '${locations.join(", ")}'.`;
    throw new ServiceError(400, "NoRegisteredProviderFound", message, { headers });
  }
  const message = `The api-version '${version}' is invalid. The supported versions are '${known.toReversed().join(",")}'.`;
  throw new ServiceError(400, "InvalidApiVersionParameter", message, { headers });
}

/** Whose operation it is: the last provider's in the path; looking at a provider and registering it are Resource Manager's. */
function providerOf(path: string): string | undefined {
  const rest = path.toLowerCase().split("/providers/").at(-1) ?? "";
  const [namespace, type] = rest.split("/");
  return type === undefined || type === "" || type === "register" ? undefined : namespace;
}
