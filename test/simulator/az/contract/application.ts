import { expect } from "vitest";
import { application, deletedApplication, names, rbacVault } from "../given.ts";
import type { Case } from "./case.ts";

const credentialWarning = "WARNING: The output includes credentials that you must protect.";
const shownApplication = expect.objectContaining({
  appId: names.clientId,
  displayName: names.application,
  id: names.applicationId,
  passwordCredentials: [expect.objectContaining({ displayName: "rbac", hint: "abc", secretText: null })],
});
const shownPrincipal = expect.objectContaining({
  appDisplayName: names.application,
  appId: names.clientId,
  displayName: names.application,
  id: names.principalId,
  servicePrincipalNames: [names.clientId],
  servicePrincipalType: "Application",
});
const forPrograms = {
  activeDirectoryEndpointUrl: "https://login.microsoftonline.com",
  activeDirectoryGraphResourceId: "https://graph.windows.net/",
  clientId: expect.any(String),
  clientSecret: expect.any(String),
  galleryEndpointUrl: "https://gallery.azure.com/",
  managementEndpointUrl: "https://management.core.windows.net/",
  resourceManagerEndpointUrl: "https://management.azure.com/",
  sqlManagementEndpointUrl: "https://management.core.windows.net:8443/",
  subscriptionId: expect.any(String),
  tenantId: expect.any(String),
};
const deletedItems = "https://graph.microsoft.com/v1.0/directory/deletedItems";

function missing(id: string): string {
  return `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
}

/** Applications and service principals. */
export const applications: readonly Case[] = [
  {
    title: "a service principal is created with a secret",
    az: `ad sp create-for-rbac -n ${names.application} --output json`,
    says: [credentialWarning],
    prints: {
      appId: expect.any(String),
      displayName: names.application,
      password: expect.any(String),
      tenant: expect.any(String),
    },
  },
  {
    title: "a service principal is created for programs, as the article does it",
    az: "ad sp create-for-rbac -n http://mySP --sdk-auth",
    says: [
      "WARNING: Option '--sdk-auth' has been deprecated and will be removed in a future release.",
      credentialWarning,
    ],
    prints: forPrograms,
  },
  {
    title: "a service principal is created for programs by the newer option",
    az: `ad sp create-for-rbac -n ${names.application} --json-auth`,
    says: [credentialWarning],
    prints: forPrograms,
  },
  {
    title: "a service principal is created with a role",
    given: rbacVault,
    az: `ad sp create-for-rbac -n ${names.application} --role "Key Vault Secrets Officer" --scopes {vaultId}`,
    says: [
      "WARNING: Creating 'Key Vault Secrets Officer' role assignment under scope '/subscriptions/",
      credentialWarning,
    ],
    prints: expect.objectContaining({ displayName: names.application }),
  },
  {
    title: "a role needs a scope",
    az: `ad sp create-for-rbac -n ${names.application} --role Reader`,
    exitCode: 1,
    says: ["ERROR: Usage error: To create role assignments, specify both --role and --scopes."],
  },
  {
    title: "a service principal with the same name is not created again but gets another secret",
    given: application,
    az: `ad sp create-for-rbac -n ${names.application}`,
    says: [
      `WARNING: Found an existing application instance: (id) ${names.applicationId}. We will patch it.`,
      credentialWarning,
    ],
    prints: expect.objectContaining({ appId: names.clientId, displayName: names.application }),
  },
  {
    title: "an application is shown",
    given: application,
    az: `ad app show --id ${names.clientId}`,
    prints: shownApplication,
  },
  {
    title: "to show an application that is not there is exit code 3",
    az: `ad app show --id ${names.missing}`,
    exitCode: 3,
    says: [`ERROR: ${missing(names.missing)}`],
  },
  {
    title: "applications are listed by client ID",
    given: application,
    az: `ad app list --app-id ${names.clientId}`,
    prints: [shownApplication],
  },
  {
    title: "applications are listed by the beginning of their name",
    given: application,
    az: "ad app list --display-name surestep",
    prints: [shownApplication],
  },
  { title: "where there is no application the list is empty", az: `ad app list --app-id ${names.missing}`, prints: [] },
  {
    title: "a service principal is shown by its client ID",
    given: application,
    az: `ad sp show --id ${names.clientId}`,
    prints: shownPrincipal,
  },
  {
    title: "to show a service principal that is not there is exit code 3",
    az: `ad sp show --id ${names.missing}`,
    exitCode: 3,
    says: [`ERROR: ${missing(names.missing)}`],
  },
  {
    title: "service principals are listed by name",
    given: application,
    az: `ad sp list --display-name ${names.application}`,
    prints: [shownPrincipal],
  },
  { title: "a service principal is deleted", given: application, az: `ad sp delete --id ${names.clientId}` },
  { title: "an application is deleted", given: application, az: `ad app delete --id ${names.clientId}` },
  { title: "a service principal is deleted", given: application, az: `ad sp delete --id ${names.clientId}` },
  {
    title: "an application that is not there is not deleted",
    az: `ad app delete --id ${names.missing}`,
    exitCode: 1,
    says: [`ERROR: ${missing(names.missing)}`],
  },
  {
    title: "an application is given the note that says which run made it",
    given: application,
    az: `rest --method PATCH --url "https://graph.microsoft.com/v1.0/applications(appId='${names.clientId}')" --body '{"notes":"surestep=run-1"}'`,
  },
  {
    title: "a deleted application is read by a request of the learner's own",
    given: deletedApplication,
    az: `rest --method GET --url ${deletedItems}/${names.applicationId}`,
    prints: expect.objectContaining({ appId: names.clientId, id: names.applicationId }),
  },
  {
    title: "a deleted application that is not there is no object",
    az: `rest --method GET --url ${deletedItems}/${names.missing}`,
    exitCode: 1,
    says: ['ERROR: Not Found({"error":{"code":"Request_ResourceNotFound",'],
  },
  {
    title: "a deleted application is removed for good by a request of the learner's own",
    given: deletedApplication,
    az: `rest --method DELETE --url ${deletedItems}/${names.applicationId}`,
  },
];
