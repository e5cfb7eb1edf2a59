import type { ContractCase } from "../contract-case.ts";
import { asPrincipal, group, principal } from "./lines.ts";
import * as shapes from "./shapes.ts";

/** Who is signed in, and who is not. */
export const signingIn: readonly ContractCase[] = [
  { name: "shows the account", given: [], when: "account show", exitCode: 0, output: shapes.account },
  {
    name: "signs a service principal in",
    given: [principal],
    when: asPrincipal,
    exitCode: 0,
    output: [shapes.tenantLevelAccount],
  },
  {
    name: "gives a token for a vault",
    given: [],
    when: "account get-access-token --resource https://vault.azure.net",
    exitCode: 0,
    output: shapes.token,
  },
  {
    name: "does nothing for somebody who has not signed in",
    given: [],
    signedIn: false,
    when: "account show",
    exitCode: 1,
    error: "Please run 'az login' to setup account.",
  },
  {
    name: "creates nothing for somebody who has not signed in",
    given: [],
    signedIn: false,
    when: group,
    exitCode: 1,
    error: "Please run 'az login' to setup account.",
  },
  {
    name: "passes on that a client secret is wrong",
    given: [principal],
    when: "login --service-principal -u {appId} -p wrong --tenant {tenant}",
    exitCode: 1,
    error: "AADSTS7000215: Invalid client secret provided.",
  },
  {
    name: "does not sign a service principal without a role in, unless told to",
    given: [principal],
    when: "login --service-principal -u {appId} -p {password} --tenant {tenant}",
    exitCode: 1,
    error: "No subscriptions found for ",
  },
];
