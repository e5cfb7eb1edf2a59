import type { Kind } from "../tutorial/resource.ts";
import { accessPolicy } from "./kinds/access-policy.ts";
import { application } from "./kinds/application.ts";
import type { Reads } from "./kinds/reads.ts";
import { resource } from "./kinds/resource.ts";
import { resourceGroup } from "./kinds/resource-group.ts";
import { roleAssignment } from "./kinds/role-assignment.ts";
import { secret } from "./kinds/secret.ts";
import { servicePrincipal } from "./kinds/service-principal.ts";
import { vault } from "./kinds/vault.ts";

/** The kinds of Azure, in the order in which they are removed: what hangs on something comes before it. */
export const azureKinds: readonly Kind<Reads>[] = [
  accessPolicy,
  roleAssignment,
  secret,
  servicePrincipal,
  application,
  resource,
  vault,
  resourceGroup,
];
