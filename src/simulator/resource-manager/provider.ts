import { ServiceError } from "../operation.ts";
import type { Call, Operation, SimulatedAzure } from "../operation.ts";

/** The namespaces that this Azure plays, as they are spelt. */
const namespaces = ["Microsoft.Authorization", "Microsoft.KeyVault", "Microsoft.Resources"];

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

function show({ state }: SimulatedAzure, namespace: string): object {
  const isRegistered = state.registeredProviders.includes(namespace.toLowerCase());
  return {
    id: `/subscriptions/${state.subscription.id}/providers/${namespace}`,
    namespace,
    registrationPolicy: "RegistrationRequired",
    resourceTypes: [],
    registrationState: isRegistered ? "Registered" : "NotRegistered",
  };
}
