import { expect } from "vitest";
import { application, names } from "../given.ts";
import type { Case } from "./case.ts";

const subscription = {
  cloudName: "AzureCloud",
  homeTenantId: expect.any(String),
  id: expect.any(String),
  isDefault: true,
  managedByTenants: [],
  name: "Simulated Subscription",
  state: "Enabled",
  tenantDefaultDomain: "surestepsimulation.onmicrosoft.com",
  tenantDisplayName: "Surestep Simulation",
  tenantId: expect.any(String),
  user: { name: "learner@surestepsimulation.onmicrosoft.com", type: "user" },
};
const { cloudName, ...shown } = subscription;
const shownSubscription = { environmentName: cloudName, ...shown };

const token = {
  accessToken: expect.any(String),
  expiresOn: expect.any(String),
  expires_on: expect.any(Number),
  tenant: expect.any(String),
  tokenType: "Bearer",
};

const pleaseLogIn = "ERROR: Please run 'az login' to setup account.";

/** Signing in, and who is signed in. */
export const account: readonly Case[] = [
  {
    title: "a person signs in by device code",
    signedIn: "nobody",
    az: "login --use-device-code",
    says: ["To sign in, use a web browser to open the page https://microsoft.com/devicelogin and enter the code"],
    prints: [subscription],
  },
  {
    title: "a service principal signs in with its secret",
    given: application,
    signedIn: "nobody",
    az: `login --service-principal -u ${names.clientId} -p ${names.clientSecret} --tenant {tenant} --allow-no-subscriptions`,
    prints: [
      {
        cloudName: "AzureCloud",
        id: expect.any(String),
        isDefault: true,
        name: "N/A(tenant level account)",
        state: "Enabled",
        tenantId: expect.any(String),
        user: { name: names.clientId, type: "servicePrincipal" },
      },
    ],
  },
  {
    title: "a service principal without a subscription does not sign in, unless that is allowed",
    given: application,
    signedIn: "nobody",
    az: `login --service-principal -u ${names.clientId} -p ${names.clientSecret} --tenant {tenant}`,
    exitCode: 1,
    says: [`ERROR: No subscriptions found for ${names.clientId}.`],
  },
  {
    title: "a wrong client secret is refused",
    given: application,
    signedIn: "nobody",
    az: `login --service-principal -u ${names.clientId} -p wrong --tenant {tenant}`,
    exitCode: 1,
    says: ["ERROR: AADSTS7000215: Invalid client secret provided."],
    differs: { in: "requests", because: "MSAL then looks up other names of the authority, to no end." },
  },
  {
    title: "an unknown client is refused",
    signedIn: "nobody",
    az: `login --service-principal -u ${names.missing} -p wrong --tenant {tenant}`,
    exitCode: 1,
    says: [`ERROR: AADSTS700016: Application with identifier '${names.missing}' was not found in the directory`],
    differs: { in: "requests", because: "MSAL then looks up other names of the authority, to no end." },
  },
  { title: "the subscription in use is shown", az: "account show", prints: shownSubscription },
  { title: "the subscriptions are listed", az: "account list", prints: [subscription] },
  {
    title: "nothing is shown while nobody is signed in",
    signedIn: "nobody",
    az: "account show",
    exitCode: 1,
    says: [pleaseLogIn],
  },
  {
    title: "nothing is created while nobody is signed in",
    signedIn: "nobody",
    az: `group create --name ${names.group} -l eastus`,
    exitCode: 1,
    says: [pleaseLogIn],
  },
  {
    title: "no secret is read while nobody is signed in",
    signedIn: "nobody",
    az: `keyvault secret show --vault-name ${names.vault} --name ${names.secret}`,
    exitCode: 1,
    says: [pleaseLogIn],
  },
  {
    title: "a token is given for Resource Manager unless asked otherwise",
    az: "account get-access-token",
    prints: { ...token, subscription: expect.any(String) },
  },
  {
    title: "a token is given for a vault, as DefaultAzureCredential asks for it",
    az: "account get-access-token --output json --resource https://vault.azure.net",
    prints: { ...token, subscription: expect.any(String) },
  },
  {
    title: "a token is given for a scope, as the verification asks for it",
    az: "account get-access-token --scope https://vault.azure.net/.default --output json",
    prints: { ...token, subscription: expect.any(String) },
  },
  {
    title: "a token is given for a tenant",
    az: "account get-access-token --resource https://vault.azure.net --tenant {tenant}",
    prints: token,
  },
  {
    title: "the person is shown",
    az: "ad signed-in-user show",
    prints: expect.objectContaining({
      displayName: "Simulated Learner",
      id: expect.any(String),
      userPrincipalName: "learner@surestepsimulation.onmicrosoft.com",
    }),
  },
];
