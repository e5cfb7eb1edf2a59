import type { ContractCase } from "../contract-case.ts";
import { asPrincipal, group, policyVault, principal, roleVault, secret, secretGone } from "./lines.ts";
import * as shapes from "./shapes.ts";

const given = [group, policyVault];
const named = "--vault-name contract-vault -n mySecret";

/** Secrets, and who may read them. */
export const secrets: readonly ContractCase[] = [
  { name: "sets a secret", given, when: secret, exitCode: 0, output: shapes.secret },
  {
    name: "shows a secret",
    given: [...given, secret],
    when: `keyvault secret show ${named}`,
    exitCode: 0,
    output: shapes.secret,
  },
  {
    name: "lists secrets",
    given: [...given, secret],
    when: "keyvault secret list --vault-name contract-vault",
    exitCode: 0,
    output: [shapes.listedSecret],
  },
  {
    name: "tells a missing secret by its exit code",
    given,
    when: `keyvault secret show ${named}`,
    exitCode: 3,
    error: "(SecretNotFound) A secret with (name/id) mySecret was not found in this key vault.",
  },
  {
    name: "tells a deleted secret as a missing one",
    given: [...given, secret, secretGone],
    when: `keyvault secret show ${named}`,
    exitCode: 3,
    error: "(SecretNotFound) A secret with (name/id) mySecret was not found in this key vault.",
  },
  {
    name: "does not show a secret that it may not read, by role",
    given: [group, roleVault],
    when: `keyvault secret show ${named}`,
    exitCode: 1,
    error: "(Forbidden) Caller is not authorized to perform action on resource.",
  },
  {
    name: "does not show a secret that it may not read, by policy",
    given: [...given, principal, asPrincipal],
    when: `keyvault secret show ${named}`,
    exitCode: 1,
    error: "(Forbidden) The user, group or application 'appid=",
  },
  {
    name: "finds no way to a vault that is not there",
    given: [],
    when: `keyvault secret show ${named}`,
    exitCode: 1,
    error: "",
    differs: { stderr: "the words for a refused tunnel are those of each HTTP library" },
  },
  { name: "deletes a secret", given: [...given, secret], when: secretGone, exitCode: 0, output: shapes.deletedSecret },
  {
    name: "shows a deleted secret",
    given: [...given, secret, secretGone],
    when: `keyvault secret show-deleted ${named}`,
    exitCode: 0,
    output: shapes.deletedSecret,
  },
  {
    name: "does not show a secret as deleted that is not",
    given: [...given, secret],
    when: `keyvault secret show-deleted ${named}`,
    exitCode: 1,
    error: "(SecretNotFound) Deleted Secret not found: mySecret",
  },
  {
    name: "does not set a secret whose name is soft-deleted",
    given: [...given, secret, secretGone],
    when: secret,
    exitCode: 1,
    error: "(Conflict) Secret mySecret is currently in a deleted but recoverable state",
  },
  {
    name: "purges a secret",
    given: [...given, secret, secretGone],
    when: `keyvault secret purge ${named}`,
    exitCode: 0,
  },
];
