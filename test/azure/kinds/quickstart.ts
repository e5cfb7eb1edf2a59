import type { Inventory } from "../../../src/runner/resources/inventory.ts";
import type { Declared } from "../../../src/tutorial/declaration.ts";
import { formatMark } from "../../../src/tutorial/mark.ts";
import { openCloud, runId, type Cloud } from "./cloud.ts";

const mark = formatMark(runId);

/** What the quickstart makes: its commands, and the declarations that ask for exactly that. */
export interface Quickstart {
  cloud: Cloud;
  /** What there was before. */
  beginning: Inventory;
  principalId: string;
  appId: string;
  /** All that was asked for. */
  asked: Declared[];
}

/** The quickstart's vault. */
export const makeVault = (access: "policy" | "rbac", flags = "--retention-days 7", location = "eastus"): string =>
  `keyvault create -n my-vault -g my-group -l ${location} --enable-rbac-authorization ${access === "rbac"} ${flags}`;

/** The declarations of the quickstart, both ways of access. */
export function declarationsOf(access: "policy" | "rbac", principalId: string) {
  const officer = { "role-assignment": "Key Vault Secrets Officer", scope: "vault my-vault" };
  return [
    { "resource-group": "my-group", location: "East US", tags: { surestep: mark } },
    { vault: "my-vault", "resource-group": "my-group", location: "eastus", access, retention: "7 days" },
    { application: "my-app", passwords: 1, "valid-for": "1 year" },
    { "service-principal": "my-app", as: "principalId" },
    ...(access === "policy"
      ? [
          { "access-policy": "my-vault", principal: "${userId}", permissions: "all" },
          { "access-policy": "my-vault", principal: principalId, secrets: ["delete", "get", "list", "set"] },
        ]
      : [
          { ...officer, principal: "${userId}" },
          { ...officer, principal: principalId },
        ]),
    { secret: "my-vault/mySecret", tags: { "file-encoding": "utf-8" } },
  ];
}

/** Carries the quickstart out, whole or up to the vault, and owns what it made. */
export async function openQuickstart(access: "policy" | "rbac"): Promise<Quickstart> {
  const cloud = await openCloud();
  await cloud.run("group create -n bystander -l westus");
  const beginning = await cloud.look();
  await cloud.run(`group create -n my-group -l eastus --tags surestep=${mark}`);
  await cloud.run(makeVault(access));
  const { appId } = JSON.parse(await cloud.run("ad sp create-for-rbac -n my-app"));
  const { id: principalId } = JSON.parse(await cloud.run(`ad sp show --id ${appId}`));
  await grant(cloud, access, principalId);
  await cloud.run("keyvault secret set --vault-name my-vault -n mySecret --value x");
  const asked = cloud.declared({ makes: declarationsOf(access, principalId) });
  const { owns } = cloud.judge(beginning, await cloud.look(), asked);
  cloud.owned.push(...owns);
  return { cloud, beginning, principalId, appId, asked };
}

async function grant({ run, state }: Cloud, access: "policy" | "rbac", principalId: string): Promise<void> {
  if (access === "policy") {
    await run(`keyvault set-policy -n my-vault --object-id ${principalId} --secret-permissions delete get list set`);
    return;
  }
  for (const [id, type] of [
    [principalId, "ServicePrincipal"],
    [state.user.id, "User"],
  ]) {
    const assignee = `--assignee-object-id ${id} --assignee-principal-type ${type}`;
    await run(
      `role assignment create --role b86a8fe4-44ce-4948-aee5-eccb2c155cd7 ${assignee} --scope ${vaultId(state)}`,
    );
  }
}

/** The ID of the quickstart's vault. */
export function vaultId(state: Cloud["state"]): string {
  const group = `/subscriptions/${state.subscription.id}/resourceGroups/my-group`;
  return `${group}/providers/Microsoft.KeyVault/vaults/my-vault`;
}
