import { expect } from "vitest";
import { group, names, policyVault } from "../given.ts";
import type { Case } from "./case.ts";

const shown = {
  id: expect.stringMatching(`^/subscriptions/[^/]+/resourceGroups/${names.group}$`),
  location: "eastus",
  managedBy: null,
  name: names.group,
  properties: { provisioningState: "Succeeded" },
  tags: null,
  type: "Microsoft.Resources/resourceGroups",
};

const notFound = [
  `ERROR: (ResourceGroupNotFound) Resource group '${names.group}' could not be found.`,
  "Code: ResourceGroupNotFound",
];

/** Resource groups. */
export const groups: readonly Case[] = [
  { title: "a group is created", az: `group create --name ${names.group} -l eastus`, prints: shown },
  {
    title: "a group is created with tags",
    az: `group create --name ${names.group} -l eastus --tags surestep=run-1`,
    prints: { ...shown, tags: { surestep: "run-1" } },
  },
  {
    title: "a group that is there already is created again",
    given: group,
    az: `group create --name ${names.group} -l eastus`,
    prints: shown,
  },
  {
    title: "a group is not moved to another region",
    given: group,
    az: `group create --name ${names.group} -l westus`,
    exitCode: 1,
    says: ["ERROR: (InvalidResourceGroupLocation) ", "Code: InvalidResourceGroupLocation"],
  },
  { title: "a group is shown", given: group, az: `group show -n ${names.group}`, prints: shown },
  {
    title: "to show a group that is not there is exit code 3",
    az: `group show -n ${names.group}`,
    exitCode: 3,
    says: notFound,
  },
  { title: "groups are listed", given: group, az: "group list", prints: [shown] },
  { title: "a group exists", given: group, az: `group exists -n ${names.group}`, prints: true },
  { title: "a group does not exist", az: `group exists -n ${names.group}`, prints: false },
  {
    title: "a group is deleted with all that is in it",
    given: policyVault,
    az: `group delete -n ${names.group} --yes`,
  },
  {
    title: "a group's deletion is asked for, and not waited for",
    given: policyVault,
    az: `group delete -n ${names.group} --yes --no-wait`,
  },
  {
    title: "a group is deleted by the short name of its option too",
    given: group,
    az: `group delete -g ${names.group} --yes`,
  },
  {
    title: "a group is not deleted where nobody can be asked",
    given: group,
    az: `group delete -n ${names.group}`,
    exitCode: 1,
    says: ["WARNING: Unable to prompt for confirmation as no tty available. Use --yes.", "ERROR: Operation cancelled."],
  },
  {
    title: "to delete a group that is not there is exit code 3",
    az: `group delete -n ${names.group} --yes`,
    exitCode: 3,
    says: notFound,
  },
];
