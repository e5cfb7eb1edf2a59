import { findServicePrincipal } from "../src/azure/graph.ts";
import { findRoleAssignment, secretsOfficer } from "../src/azure/role.ts";
import { readClaims } from "../src/azure/token.ts";
import { findVault } from "../src/azure/vault.ts";
import { maySeeSecrets } from "../src/azure/vault-secret.ts";
import { whyRefused } from "../src/azure/why-refused.ts";
import { check, defineStep } from "../src/tutorial/step.ts";

export default defineStep({
  needs: ["resourceGroup", "vaultName", "clientId", "tenantId", "principalId", "vaultId"],
  secrets: ["clientSecret"],
  provides: [
    "usesPolicies",
    "usesRoles",
    "vaultId",
    "principalId",
    "userId",
    "userType",
    "userNeedsRole",
    "policyToDelete",
    "assignmentToDelete",
    "userAssignmentToDelete",
  ],

  async observe({ azure, values, known }) {
    const { resourceGroup, vaultName, clientId } = values;
    const vault = await findVault(azure, resourceGroup, vaultName);
    const vaultId = vault?.id ?? known.get("vaultId") ?? "";
    const principalId = (await findServicePrincipal(azure, clientId))?.id ?? known.get("principalId") ?? "";
    const user = await azure.credential.getToken("https://management.azure.com/.default");
    const { oid: userId, idtyp } = readClaims(user.token);
    const usesRoles = vault?.properties.enableRbacAuthorization === true;
    const roleOf = async (id: string): Promise<string> =>
      usesRoles && id !== "" ? ((await findRoleAssignment(azure, vaultId, id, secretsOfficer))?.id ?? "") : "";
    const [assignment, userAssignment] = await Promise.all([roleOf(principalId), roleOf(userId)]);
    // A role that the reader had before this run is not this run's to take away. Once said, it stays said.
    const userNeedsRole = known.get("userNeedsRole") ?? (usesRoles && userAssignment === "" ? "yes" : "");
    const policies = vault?.properties.accessPolicies ?? [];
    return {
      usesPolicies: vault === undefined || usesRoles ? "" : "yes",
      usesRoles: usesRoles ? "yes" : "",
      vaultId,
      principalId,
      userId,
      userType: idtyp === "app" ? "ServicePrincipal" : "User",
      userNeedsRole,
      policyToDelete: policies.some((policy) => policy.objectId === principalId) ? "yes" : "",
      assignmentToDelete: assignment,
      userAssignmentToDelete: userNeedsRole === "" ? "" : userAssignment,
    };
  },

  async verify({ azure, values, secrets }) {
    const { clientId, tenantId } = values;
    const { clientSecret } = secrets;
    const title = "the application may list the vault's secrets";
    if (!clientSecret.isKnown)
      return [check(title, "allowed", "its secret is lost: go back to create-service-principal")];
    const application = await azure.application({ tenantId, clientId, clientSecret });
    const [asApplication, asUser] = await Promise.all([
      maySeeSecrets(azure, values, application),
      maySeeSecrets(azure, values),
    ]);
    const hint = asApplication === "allowed" ? undefined : await whyRefused(azure, values, asApplication);
    return [
      check(title, "allowed", asApplication, hint),
      check("so may you, to check what the application does", "allowed", asUser),
    ];
  },

  async findings({ azure, values }) {
    const { resourceGroup, vaultName, principalId } = values;
    const vault = await findVault(azure, resourceGroup, vaultName);
    const policy = vault?.properties.accessPolicies?.find((each) => each.objectId === principalId);
    const { secrets, keys } = policy?.permissions ?? {};
    return [
      ...(unmentioned(secrets) === ""
        ? []
        : [`Granted for secrets, though the text says get, list and set: ${unmentioned(secrets)}`]),
      ...(unmentioned(keys) === ""
        ? []
        : [`Granted for keys, though the text says get, list and set: ${unmentioned(keys)}`]),
    ];
  },

  async describe({ azure, values }) {
    const vault = await findVault(azure, values.resourceGroup, values.vaultName);
    return vault === undefined
      ? "the vault does not exist"
      : `the vault has enableRbacAuthorization: ${vault.properties.enableRbacAuthorization === true}`;
  },

  async verifyGone({ azure, values, known }) {
    const { resourceGroup, vaultName, principalId, vaultId } = values;
    const vault = await findVault(azure, resourceGroup, vaultName);
    const policies = vault?.properties.accessPolicies ?? [];
    const policy = policies.find((each) => each.objectId === principalId);
    const people = [principalId, known.get("userNeedsRole") === "yes" ? (known.get("userId") ?? "") : ""];
    const assignments = await Promise.all(
      people.map(async (id) =>
        vault === undefined || id === "" ? undefined : findRoleAssignment(azure, vaultId, id, secretsOfficer),
      ),
    );
    const left = assignments.filter((each) => each !== undefined).map((each) => each.name ?? "");
    return [
      check("the application's access policy is gone", "gone", policy === undefined ? "gone" : "still there"),
      check("the role assignments are gone", "gone", left.length === 0 ? "gone" : `still there: ${left.join(", ")}`),
    ];
  },
});

/** The permissions that the article's text leaves out. */
function unmentioned(granted: readonly string[] = []): string {
  return granted
    .filter((each) => !["get", "list", "set"].includes(each))
    .toSorted()
    .join(", ");
}
