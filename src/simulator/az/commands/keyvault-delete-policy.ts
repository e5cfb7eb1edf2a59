import { defineCommand, shared } from "../command.ts";
import { AzError } from "../error.ts";
import { isHeldBy, oneHolder } from "./keyvault-set-policy.ts";
import { resolvePolicyHolder } from "../principal.ts";
import { findGroup, getVault, putVault } from "../vault.ts";

export default defineCommand({
  options: {
    name: { names: ["--name", "-n"], required: true },
    resourceGroup: shared.resourceGroup,
    objectId: { names: ["--object-id"] },
    applicationId: { names: ["--application-id"] },
    spn: { names: ["--spn"] },
    upn: { names: ["--upn"] },
    noWait: shared.noWait,
    subscription: shared.subscription,
  },
  async run({ name, resourceGroup, noWait, ...values }, session) {
    const group = await findGroup(session, name, resourceGroup);
    oneHolder(values);
    const objectId = await resolvePolicyHolder(session, values);
    const { location, tags, properties } = await getVault(session, group, name);
    if (properties.enableRbacAuthorization) {
      throw new AzError("Cannot delete policies to a vault with '--enable-rbac-authorization' specified");
    }
    const accessPolicies = properties.accessPolicies.filter(
      (policy) => !isHeldBy(policy, objectId, values.applicationId),
    );
    if (accessPolicies.length === properties.accessPolicies.length) throw new AzError("No matching policies found");
    return await putVault(
      session,
      group,
      name,
      { location, tags, properties: { ...properties, accessPolicies } },
      noWait,
    );
  },
});
