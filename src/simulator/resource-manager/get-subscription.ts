import { findAllBy } from "../lookup.ts";
import type { Operation } from "../operation.ts";
import type { State } from "../state.ts";
import { isWithin } from "./role-access.ts";

/** Regions, as far as anybody asks: the names that resource groups and vaults may use. */
export const locations: Readonly<Record<string, string>> = {
  eastus: "East US",
  eastus2: "East US 2",
  centralus: "Central US",
  northcentralus: "North Central US",
  southcentralus: "South Central US",
  westcentralus: "West Central US",
  westus: "West US",
  westus2: "West US 2",
  westus3: "West US 3",
  canadacentral: "Canada Central",
  brazilsouth: "Brazil South",
  northeurope: "North Europe",
  westeurope: "West Europe",
  uksouth: "UK South",
  francecentral: "France Central",
  germanywestcentral: "Germany West Central",
  swedencentral: "Sweden Central",
  switzerlandnorth: "Switzerland North",
  norwayeast: "Norway East",
  polandcentral: "Poland Central",
  italynorth: "Italy North",
  spaincentral: "Spain Central",
  uaenorth: "UAE North",
  southafricanorth: "South Africa North",
  centralindia: "Central India",
  southindia: "South India",
  eastasia: "East Asia",
  southeastasia: "Southeast Asia",
  japaneast: "Japan East",
  japanwest: "Japan West",
  koreacentral: "Korea Central",
  australiaeast: "Australia East",
  australiasoutheast: "Australia Southeast",
  australiacentral: "Australia Central",
  australiacentral2: "Australia Central 2",
  austriaeast: "Austria East",
  brazilsoutheast: "Brazil Southeast",
  canadaeast: "Canada East",
  centraluseuap: "Central US EUAP",
  chilecentral: "Chile Central",
  eastus2euap: "East US 2 EUAP",
  francesouth: "France South",
  germanynorth: "Germany North",
  indonesiacentral: "Indonesia Central",
  israelcentral: "Israel Central",
  jioindiawest: "Jio India West",
  koreasouth: "Korea South",
  malaysiawest: "Malaysia West",
  mexicocentral: "Mexico Central",
  newzealandnorth: "New Zealand North",
  norwaywest: "Norway West",
  qatarcentral: "Qatar Central",
  southafricawest: "South Africa West",
  switzerlandwest: "Switzerland West",
  uaecentral: "UAE Central",
  ukwest: "UK West",
  westindia: "West India",
};

export const listTenants: Operation = ({ azure }) => {
  const { id, displayName, domain } = azure.state.tenant;
  const tenant = { id: `/tenants/${id}`, tenantId: id, countryCode: "US", displayName, domains: [domain] };
  return {
    status: 200,
    body: { value: [{ ...tenant, tenantCategory: "Home", defaultDomain: domain, tenantType: "AAD" }] },
  };
};

/** Only subscriptions in which the caller has a role; an application that nobody gave one sees none. */
export const listSubscriptions: Operation = ({ azure, caller }) => {
  const { state } = azure;
  const path = `/subscriptions/${state.subscription.id}`;
  const roles = findAllBy(state.roleAssignments, "principalId", caller.objectId);
  const hasRole = roles.some(({ scope }) => isWithin(scope, path));
  const value = caller.objectId === state.user.id || hasRole ? [shown(state)] : [];
  return { status: 200, body: { value, count: { type: "Total", value: value.length } } };
};

export const getSubscription: Operation = ({ azure }) => ({ status: 200, body: shown(azure.state) });

export const listLocations: Operation = ({ azure }) => ({
  status: 200,
  body: {
    value: Object.entries(locations).map(([name, displayName]) => ({
      id: `/subscriptions/${azure.state.subscription.id}/locations/${name}`,
      name,
      type: "Region",
      displayName,
      regionalDisplayName: displayName,
      metadata: { regionType: "Physical", regionCategory: "Recommended" },
    })),
  },
});

function shown({ subscription, tenant }: State): object {
  return {
    id: `/subscriptions/${subscription.id}`,
    authorizationSource: "RoleBased",
    managedByTenants: [],
    subscriptionId: subscription.id,
    tenantId: tenant.id,
    displayName: subscription.displayName,
    state: "Enabled",
    subscriptionPolicies: {
      locationPlacementId: "Public_2014-09-01",
      quotaId: "PayAsYouGo_2014-09-01",
      spendingLimit: "Off",
    },
  };
}
