import { defineCommand } from "../command.ts";
import { acquireToken, discover, scopes } from "../credentials.ts";
import { AzError } from "../error.ts";
import type { Subscription } from "../profile.ts";
import { apiVersions } from "../resource-manager.ts";
import { serviceError } from "../service-error.ts";
import type { Session } from "../session.ts";
import { signInPerson, signInServicePrincipal } from "../sign-in.ts";

interface ListedSubscription {
  subscriptionId: string;
  displayName: string;
  state: string;
  tenantId: string;
  managedByTenants?: { tenantId: string }[];
}

interface Tenant {
  tenantId: string;
  displayName?: string;
  defaultDomain?: string;
}

/** `az login`. There is no browser to open: whoever is a person signs in by device code. */
export default defineCommand({
  options: {
    username: { names: ["--username", "-u"] },
    password: { names: ["--password", "-p"] },
    tenant: { names: ["--tenant", "-t"] },
    scope: { names: ["--scope"], kind: "list" },
    allowNoSubscriptions: { names: ["--allow-no-subscriptions"], kind: "flag" },
    useDeviceCode: { names: ["--use-device-code"], kind: "flag" },
    servicePrincipal: { names: ["--service-principal"], kind: "flag" },
  },
  async run(values, session) {
    const { username, password, tenant } = values;
    if (values.useDeviceCode && (password !== undefined || values.servicePrincipal || username !== undefined)) {
      throw new AzError("usage error: '--use-device-code' is not applicable with other arguments");
    }
    if (values.servicePrincipal && username === undefined) {
      throw new AzError("usage error: --service-principal --username NAME --password SECRET --tenant TENANT");
    }
    const who =
      username !== undefined && values.servicePrincipal
        ? await signInServicePrincipal(session, username, password, tenant)
        : await signInPerson(session, tenant);
    const tenants = tenant === undefined ? await listTenants(session, who) : [{ tenantId: tenant }];
    const found: Subscription[] = [];
    for (const one of tenants) {
      if (tenant === undefined) await discover(session.send, one.tenantId);
      const listed = await listSubscriptions(session, who, one);
      if (listed.length > 0) found.push(...listed);
      else if (values.allowNoSubscriptions) found.push(tenantLevelAccount(one.tenantId, who));
    }
    if (found.length === 0) throw new AzError(`No subscriptions found for ${who.name}.`);
    remember(session, found);
    return found.map(withCloudName);
  },
});

/** A subscription as `az login` and `az account list` show it. */
export function withCloudName({ environmentName, ...rest }: Subscription): object {
  return { cloudName: environmentName, ...rest };
}

async function listTenants(session: Session, who: Subscription["user"]): Promise<Tenant[]> {
  return await list<Tenant>(session, who, "organizations", "tenants");
}

async function listSubscriptions(session: Session, who: Subscription["user"], tenant: Tenant): Promise<Subscription[]> {
  const listed = await list<ListedSubscription>(session, who, tenant.tenantId, "subscriptions");
  return listed.map(({ subscriptionId, displayName, state, tenantId, managedByTenants }) => ({
    environmentName: "AzureCloud",
    homeTenantId: tenantId,
    id: subscriptionId,
    isDefault: false,
    managedByTenants: managedByTenants ?? [],
    name: displayName,
    state,
    tenantDefaultDomain: tenant.defaultDomain ?? null,
    tenantDisplayName: tenant.displayName ?? null,
    tenantId: tenant.tenantId,
    user: who,
  }));
}

async function list<T>(
  { send, profile }: Session,
  who: Subscription["user"],
  tenantId: string,
  what: string,
): Promise<T[]> {
  const token = await acquireToken(send, profile, { name: who.name, tenantId, scope: scopes.resourceManager });
  const response = await send({
    method: "GET",
    url: `https://management.azure.com/${what}?api-version=${apiVersions.subscriptions}`,
    headers: { accept: "application/json", authorization: `Bearer ${token.accessToken}` },
  });
  if (response.status >= 400) throw serviceError(response);
  const page: { value: T[] } = JSON.parse(response.text);
  return page.value;
}

function tenantLevelAccount(tenantId: string, user: Subscription["user"]): Subscription {
  return {
    environmentName: "AzureCloud",
    id: tenantId,
    isDefault: false,
    name: "N/A(tenant level account)",
    state: "Enabled",
    tenantId,
    user,
  };
}

/** The first subscription found becomes the default; those known from before stay (azure-cli-core, `_set_subscriptions`). */
function remember({ profile, save }: Session, found: Subscription[]): void {
  const fresh = new Set(found.map(accountKey));
  const kept = profile.subscriptions.filter((one) => !fresh.has(accountKey(one)));
  for (const one of kept) one.isDefault = false;
  const first = found.find(({ state }) => state === "Enabled") ?? found[0];
  if (first) first.isDefault = true;
  profile.subscriptions = [...kept, ...found];
  save();
}

function accountKey({ id, user }: Subscription): string {
  return `${id} ${user.name}`;
}
