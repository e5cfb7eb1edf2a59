import { expect } from "vitest";
import { group, names, policyVault } from "../given.ts";
import type { Case } from "./case.ts";

/** The command line itself. */
export const usage: readonly Case[] = [
  {
    title: "the version is told as JSON",
    signedIn: "nobody",
    az: "version --output json",
    prints: expect.objectContaining({
      "azure-cli": expect.stringMatching(/^\d+\.\d+\.\d+$/),
      "surestep-stand-in": true,
    }),
    differs: { in: "output", because: "The built-in az says that it is a stand-in." },
  },
  {
    title: "what is required is asked for",
    az: `group create -n ${names.group}`,
    exitCode: 2,
    says: ["ERROR: the following arguments are required: --location/-l"],
    differs: { in: "advice", because: "The built-in az has no examples to propose." },
  },
  {
    title: "an unknown command is refused",
    az: "keyvalut create",
    exitCode: 2,
    says: ["ERROR: 'keyvalut' is misspelled or not recognized by the system."],
    differs: { in: "advice", because: "The built-in az does not guess what was meant." },
  },
  {
    title: "an unknown option is refused",
    az: `group show -n ${names.group} --colour blue`,
    exitCode: 2,
    says: ["ERROR: unrecognized arguments: --colour blue"],
    differs: { in: "advice", because: "The built-in az has no examples to propose." },
  },
  {
    title: "a value that is none of the choices is refused",
    az: `keyvault set-policy -n ${names.vault} --spn ${names.clientId} --secret-permissions read`,
    exitCode: 2,
    says: ["az keyvault set-policy: 'read' is not a valid value for '--secret-permissions'. Allowed values: all, get"],
    differs: { in: "advice", because: "The built-in az has no examples to propose." },
  },
  {
    title: "a query picks what is printed",
    given: group,
    az: `group list --query "[?name=='${names.group}'].location"`,
    prints: ["eastus"],
  },
  {
    title: "a query that finds nothing prints an empty list",
    given: group,
    az: `group list --query "[?name=='another'].location"`,
    prints: [],
  },
  { title: "nothing is printed where that is asked for", given: group, az: `group show -n ${names.group} -o none` },
  {
    title: "an unknown subscription is refused",
    az: `group show -n ${names.group} --subscription another`,
    exitCode: 1,
    says: [
      "WARNING: Subscription 'another' not recognized.",
      "ERROR: Subscription 'another' not found. Check the spelling and casing and try again.",
    ],
  },
  {
    title: "a query into an object gives its value",
    given: policyVault,
    az: `keyvault show -n ${names.vault} -g ${names.group} --query properties.enableRbacAuthorization`,
    prints: false,
  },
];
