import { ServiceError } from "../operation.ts";
import type { Call, Operation, SimulatedAzure } from "../operation.ts";
import { authorizationVersions, keyVaultVersions, ownVersions } from "./api-versions.ts";
import { locations } from "./get-subscription.ts";

/** The namespaces that this Azure plays, as they are spelt. */
const namespaces = ["Microsoft.Authorization", "Microsoft.KeyVault", "Microsoft.Resources"];

const types: Readonly<Record<string, readonly string[]>> = {
  "Microsoft.Authorization": ["roleAssignments", "roleDefinitions"],
  "Microsoft.KeyVault": [
    ...["vaults", "vaults/accessPolicies", "deletedVaults", "checkNameAvailability"],
    ...["locations/deletedVaults", "locations/operationResults"],
  ],
  "Microsoft.Resources": [
    "subscriptions",
    "subscriptions/resourceGroups",
    "subscriptions/providers",
    "tenants",
    "resources",
  ],
};

const versions: Readonly<Record<string, readonly string[]>> = {
  "Microsoft.Authorization": authorizationVersions,
  "Microsoft.KeyVault": keyVaultVersions,
  "Microsoft.Resources": ownVersions,
};

export const listProviders: Operation = ({ azure }) => ({
  status: 200,
  body: { value: namespaces.map((namespace) => show(azure, namespace)) },
});

export const getProvider: Operation = (call) => ({ status: 200, body: show(call.azure, namespaceOf(call)) });

/** Registers a resource provider in the subscription, at once. */
export const registerProvider: Operation = (call) => {
  const namespace = namespaceOf(call);
  const { state } = call.azure;
  state.registeredProviders = [...new Set([...state.registeredProviders, namespace.toLowerCase()])];
  return { status: 200, body: show(call.azure, namespace) };
};

function namespaceOf({ params }: Call): string {
  const wanted = params["namespace"] ?? "";
  const namespace = namespaces.find((each) => each.toLowerCase() === wanted.toLowerCase());
  if (namespace === undefined) {
    throw new ServiceError(404, "InvalidResourceNamespace", `The resource namespace '${wanted}' is invalid.`);
  }
  return namespace;
}

/** The types of a provider that this Azure plays, with where and in which versions, newest first ("Providers - Get"). */
function resourceTypesOf(namespace: string): object[] {
  const regions = Object.values(locations);
  return (types[namespace] ?? []).map((resourceType) => ({
    resourceType,
    locations: resourceType === "vaults" || resourceType.startsWith("locations") ? regions : [],
    apiVersions: (versions[namespace] ?? []).toReversed(),
    defaultApiVersion: versions[namespace]?.findLast((version) => !version.endsWith("-preview")),
    capabilities: resourceType === "vaults" ? "SupportsTags, SupportsLocation" : "None",
  }));
}

function show({ state }: SimulatedAzure, namespace: string): object {
  const isRegistered = state.registeredProviders.includes(namespace.toLowerCase());
  return {
    id: `/subscriptions/${state.subscription.id}/providers/${namespace}`,
    namespace,
    registrationPolicy: "RegistrationRequired",
    resourceTypes: resourceTypesOf(namespace),
    registrationState: isRegistered ? "Registered" : "NotRegistered",
  };
}
