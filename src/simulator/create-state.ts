import type { SimulatedAzure } from "./operation.ts";
import type { State } from "./state.ts";

/** A fresh Azure: a tenant with one person, who owns its one subscription, and nothing in it. */
export function createState(random: Pick<SimulatedAzure, "guid">): State {
  return {
    tenant: { id: random.guid(), displayName: "Surestep Simulation", domain: "surestepsimulation.onmicrosoft.com" },
    subscription: { id: random.guid(), displayName: "Simulated Subscription" },
    user: {
      id: random.guid(),
      userPrincipalName: "learner@surestepsimulation.onmicrosoft.com",
      displayName: "Simulated Learner",
    },
    signingKey: null,
    applications: [],
    servicePrincipals: [],
    deletedItems: [],
    deviceCodes: [],
    resourceGroups: [],
    vaults: [],
    deletedVaults: [],
    roleAssignments: [],
    registeredProviders: ["microsoft.authorization", "microsoft.keyvault", "microsoft.resources"],
    operations: [],
  };
}
