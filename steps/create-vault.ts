import { readChallenge } from "../src/azure/challenge.ts";
import { findDeletedVault, findResourceGroup, findVault, vaultUri } from "../src/azure/vault.ts";
import { check, defineStep } from "../src/tutorial/step.ts";

export default defineStep({
  needs: ["resourceGroup", "vaultName", "location", "tenantId", "access"],
  provides: [
    "rbacAuthorization",
    "ownsGroup",
    "ownsVault",
    "groupIsMissing",
    "vaultIsMissing",
    "groupToDelete",
    "vaultToDelete",
    "vaultToPurge",
  ],

  async observe({ azure, values, known }) {
    const { resourceGroup, vaultName, access } = values;
    const group = await findResourceGroup(azure, resourceGroup);
    const vault = await findVault(azure, resourceGroup, vaultName);
    const deleted = await findDeletedVault(azure, vaultName);
    // What was there before this run is not this run's to delete. Once said, it stays said.
    const ownsGroup = known.get("ownsGroup") ?? (group === undefined ? "yes" : "");
    const ownsVault = known.get("ownsVault") ?? (vault === undefined && deleted === undefined ? "yes" : "");
    return {
      rbacAuthorization: String(access === "rbac"),
      ownsGroup,
      ownsVault,
      groupIsMissing: group === undefined ? "yes" : "",
      vaultIsMissing: vault === undefined ? "yes" : "",
      groupToDelete: group === undefined ? "" : ownsGroup,
      // With its group a vault goes too.
      vaultToDelete: vault === undefined || ownsGroup !== "" ? "" : ownsVault,
      vaultToPurge: deleted === undefined ? "" : ownsVault,
    };
  },

  async verify({ azure, values }) {
    const { resourceGroup, vaultName, tenantId } = values;
    const group = await findResourceGroup(azure, resourceGroup);
    const groupCheck = check("the resource group exists", "Succeeded", group?.properties?.provisioningState ?? "none");
    if (!groupCheck.ok) return [groupCheck];
    const vault = await findVault(azure, resourceGroup, vaultName);
    const vaultCheck = check(
      "the vault is provisioned",
      "Succeeded",
      vault?.properties.provisioningState ?? "no vault",
    );
    if (!vaultCheck.ok) return [groupCheck, vaultCheck];
    const challenge = await readChallenge(vaultUri(vaultName), azure.clientOptions);
    return [
      groupCheck,
      vaultCheck,
      check("the vault itself answers, and trusts this tenant", tenantId, challenge?.tenantId ?? "no challenge"),
      check("the vault asks for tokens of Key Vault", "https://vault.azure.net", challenge?.resource ?? "no challenge"),
    ];
  },

  async verifyGone({ azure, values, known }) {
    const { resourceGroup, vaultName } = values;
    const [group, vault, deleted] = await Promise.all([
      known.get("ownsGroup") === "" ? undefined : findResourceGroup(azure, resourceGroup),
      known.get("ownsVault") === "" ? undefined : findVault(azure, resourceGroup, vaultName),
      known.get("ownsVault") === "" ? undefined : findDeletedVault(azure, vaultName),
    ]);
    return [
      check("the resource group is gone", "gone", group === undefined ? "gone" : "still there"),
      check("the vault is gone", "gone", vault === undefined ? "gone" : "still there"),
      check(
        "the deleted vault is purged, and its name free again",
        "purged",
        deleted === undefined ? "purged" : "deleted, not purged",
      ),
    ];
  },
});
