import { accessPolicies } from "./contract/access-policy.ts";
import { account } from "./contract/account.ts";
import { applications } from "./contract/application.ts";
import { certificates } from "./contract/certificate.ts";
import type { Case } from "./contract/case.ts";
import { deletedVaults } from "./contract/deleted-vault.ts";
import { groups } from "./contract/group.ts";
import { keys } from "./contract/key.ts";
import { roles } from "./contract/role.ts";
import { secrets } from "./contract/secret.ts";
import { usage } from "./contract/usage.ts";
import { vaults } from "./contract/vault.ts";

/** What the built-in az has in common with the real one: the commands of the tutorial, and the failures that a learner meets. */
export const contract: readonly Case[] = [
  ...usage,
  ...account,
  ...groups,
  ...vaults,
  ...accessPolicies,
  ...deletedVaults,
  ...secrets,
  ...keys,
  ...certificates,
  ...applications,
  ...roles,
];
