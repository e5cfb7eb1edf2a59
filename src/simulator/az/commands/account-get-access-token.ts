import { defineCommand } from "../command.ts";
import { acquireToken, scopes } from "../credentials.ts";
import { AzError } from "../error.ts";
import { findSubscription } from "../profile.ts";

/** Resources that have a name of their own (azure-cli's `--resource-type`). */
const resourceTypes: Readonly<Record<string, string>> = {
  arm: "https://management.core.windows.net/",
  "ms-graph": "https://graph.microsoft.com/",
};

export default defineCommand({
  options: {
    subscription: { names: ["--subscription", "-s", "--name", "-n"] },
    resource: { names: ["--resource"] },
    resourceType: { names: ["--resource-type"], choices: Object.keys(resourceTypes) },
    scope: { names: ["--scope"], kind: "list" },
    tenant: { names: ["--tenant", "-t"] },
  },
  async run(values, { profile, send, save }) {
    if (values.subscription !== undefined && values.tenant !== undefined) {
      throw new AzError("Please specify only one of subscription and tenant, not both");
    }
    const { id, user, tenantId } = findSubscription(profile, values.subscription);
    const resource = values.resource ?? resourceTypes[values.resourceType ?? ""];
    const scope = values.scope?.join(" ") ?? (resource === undefined ? scopes.resourceManager : `${resource}/.default`);
    const tenant = values.tenant ?? tenantId;
    const { accessToken, expiresOn } = await acquireToken(send, profile, { name: user.name, tenantId: tenant, scope });
    save();
    return {
      tokenType: "Bearer",
      accessToken,
      expires_on: expiresOn,
      expiresOn: localTime(expiresOn),
      tenant,
      ...(values.tenant === undefined ? { subscription: id } : {}),
    };
  },
});

/** Local time as az's deprecated `expiresOn` has it: `2026-11-24 12:00:00.000000`. */
function localTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.000000`;
}

function two(part: number): string {
  return String(part).padStart(2, "0");
}
