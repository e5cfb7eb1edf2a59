import type { ContractCase } from "../contract-case.ts";
import { group, noSuchId, principal } from "./lines.ts";
import * as shapes from "./shapes.ts";

/** Applications and service principals. */
export const directory: readonly ContractCase[] = [
  { name: "creates a service principal", given: [], when: principal, exitCode: 0, output: shapes.credential },
  {
    name: "creates a service principal for an SDK",
    given: [],
    when: `${principal} --sdk-auth`,
    exitCode: 0,
    output: shapes.sdkCredential,
  },
  {
    name: "creates a service principal with a role",
    given: [group],
    when: `${principal} --role Reader --scopes /subscriptions/{subscription}/resourceGroups/contract --json-auth`,
    exitCode: 0,
    output: shapes.sdkCredential,
  },
  {
    name: "patches the service principal that there is, instead of creating another one",
    given: [principal],
    when: principal,
    exitCode: 0,
    output: shapes.credential,
  },
  {
    name: "wants a role and its scopes together",
    given: [],
    when: `${principal} --role Reader`,
    exitCode: 1,
    error: "Usage error: To create role assignments, specify both --role and --scopes.",
  },
  {
    name: "shows a service principal",
    given: [principal],
    when: "ad sp show --id {appId}",
    exitCode: 0,
    output: shapes.servicePrincipal,
  },
  {
    name: "tells a missing service principal by its exit code",
    given: [],
    when: `ad sp show --id ${noSuchId}`,
    exitCode: 3,
    error: `Resource '${noSuchId}' does not exist`,
  },
  {
    name: "shows an application",
    given: [principal],
    when: "ad app show --id {appId}",
    exitCode: 0,
    output: shapes.application,
  },
  {
    name: "lists an application by its ID",
    given: [principal],
    when: "ad app list --app-id {appId}",
    exitCode: 0,
    output: [shapes.application],
  },
  { name: "lists no application", given: [], when: `ad app list --app-id ${noSuchId}`, exitCode: 0, output: [] },
  { name: "deletes an application", given: [principal], when: "ad app delete --id {appId}", exitCode: 0 },
  {
    name: "does not delete an application that is not there",
    given: [],
    when: `ad app delete --id ${noSuchId}`,
    exitCode: 1,
    error: `Resource '${noSuchId}' does not exist`,
  },
  {
    name: "purges a deleted application through Graph",
    given: [principal, "ad app delete --id {appId}"],
    when: "rest --method DELETE --url https://graph.microsoft.com/v1.0/directory/deletedItems/{application}",
    exitCode: 0,
  },
  {
    name: "finds no deleted application through Graph",
    given: [],
    when: `rest --method GET --url https://graph.microsoft.com/v1.0/directory/deletedItems/${noSuchId}`,
    exitCode: 1,
    error: 'Not Found({"error":{"code":"Request_ResourceNotFound"',
  },
];
