import { createApplication } from "../application.ts";
import { defineCommand } from "../command.ts";
import { AzError } from "../error.ts";
import { listFromGraph, quoted, sendToGraph } from "../graph.ts";
import type { GraphObject } from "../graph.ts";
import { findSubscription } from "../profile.ts";
import { assignRole } from "../role.ts";
import type { Session } from "../session.ts";

const maxRetries = 36;
const retryInterval = 5_000;

export default defineCommand({
  options: {
    displayName: { names: ["--display-name", "--name", "-n"] },
    role: { names: ["--role"] },
    scopes: { names: ["--scopes"], kind: "list" },
    years: { names: ["--years"] },
    createPassword: { names: ["--create-password"], kind: "boolean" },
    skipAssignment: { names: ["--skip-assignment"], kind: "boolean" },
    sdkAuth: { names: ["--sdk-auth"], kind: "boolean" },
    jsonAuth: { names: ["--json-auth"], kind: "boolean" },
  },
  async run(values, session) {
    const { role, scopes } = values;
    const asJson = values.sdkAuth ?? values.jsonAuth;
    if (asJson !== undefined) {
      // az says so for --json-auth too: the two are one option to it.
      session.warn("Option '--sdk-auth' has been deprecated and will be removed in a future release.");
    }
    if ((role === undefined) !== (scopes === undefined)) {
      throw new AzError("Usage error: To create role assignments, specify both --role and --scopes.");
    }
    const displayName =
      values.displayName ?? `azure-cli-${new Date().toISOString().slice(0, 19).replace(/[T:]/g, "-")}`;
    const [existing] =
      values.displayName === undefined
        ? []
        : await listFromGraph(session, "servicePrincipals", `displayName eq ${quoted(displayName)}`);

    const application = await createApplication(session, displayName);
    for (const { keyId } of application.passwordCredentials) {
      await sendToGraph(session, "POST", `/applications/${application.id}/removePassword`, { keyId });
    }
    const password =
      values.createPassword === false ? null : await addPassword(session, application, Number(values.years ?? "1"));
    const servicePrincipal = existing ?? (await createServicePrincipal(session, application.appId));

    if (role !== undefined) for (const scope of scopes ?? []) await assign(session, role, scope, servicePrincipal.id);
    if (password !== null) session.warn(credentialWarning);
    if (asJson) {
      session.print(JSON.stringify(authInfo(session, application.appId, password, scopes?.[0]), null, 2));
      return undefined;
    }
    return { appId: application.appId, displayName, password, tenant: session.subscription().tenantId };
  },
});

const credentialWarning =
  "The output includes credentials that you must protect. Be sure that you do not include these credentials in your code " +
  "or check the credentials into your source control. For more information, see https://aka.ms/azadsp-cli";

async function addPassword(session: Session, { id }: GraphObject, years: number): Promise<string> {
  const start = new Date();
  const end = new Date(start);
  end.setUTCFullYear(start.getUTCFullYear() + years);
  const passwordCredential = { displayName: "rbac", startDateTime: inSeconds(start), endDateTime: inSeconds(end) };
  const added: { secretText: string } = await sendToGraph(session, "POST", `/applications/${id}/addPassword`, {
    passwordCredential,
  });
  return added.secretText;
}

function inSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** Creates the service principal, again and again where the application is not known everywhere yet. */
async function createServicePrincipal(session: Session, appId: string): Promise<GraphObject> {
  for (let retry = 1; ; retry++) {
    try {
      return await sendToGraph(session, "POST", "/servicePrincipals", { appId, accountEnabled: true });
    } catch (error) {
      if (!(error instanceof AzError) || retry > maxRetries) throw error;
      if (!/ does not reference | does not exist |must in the local tenant/.test(error.message)) throw error;
      session.warn(`Creating service principal failed with error '${error.message}'. Retrying: ${retry}/${maxRetries}`);
      await session.wait(retryInterval);
    }
  }
}

/** Assigns the role, again and again while Resource Manager does not know the new principal. */
async function assign(session: Session, role: string, scope: string, objectId: string): Promise<void> {
  session.warn(`Creating '${role}' role assignment under scope '${scope}'`);
  for (let retry = 1; ; retry++) {
    try {
      await assignRole(session, { role, scope, principal: { objectId, type: "ServicePrincipal" } });
      return;
    } catch (error) {
      if (!(error instanceof AzError)) throw error;
      if (error.code === "RoleAssignmentExists") return session.warn("  Role assignment already exists.\n");
      if (retry > maxRetries || !error.message.includes(" does not exist in the directory ")) {
        session.warn("  Role assignment creation failed.\n");
        throw error;
      }
      await session.wait(retryInterval);
      session.warn(`  Retrying role assignment creation: ${retry}/${maxRetries}`);
    }
  }
}

/** What `--json-auth` prints: the credential with the addresses of the Azure that it is for, in this order. */
function authInfo(session: Session, clientId: string, clientSecret: string | null, scope: string | undefined): object {
  const subscriptionId = scope?.split("/")[2];
  const account = findSubscription(session.profile, subscriptionId);
  return {
    clientId,
    ...(clientSecret === null ? { clientCertificate: null } : { clientSecret }),
    subscriptionId: subscriptionId ?? account.id,
    tenantId: account.tenantId,
    activeDirectoryEndpointUrl: "https://login.microsoftonline.com",
    resourceManagerEndpointUrl: "https://management.azure.com/",
    activeDirectoryGraphResourceId: "https://graph.windows.net/",
    sqlManagementEndpointUrl: "https://management.core.windows.net:8443/",
    galleryEndpointUrl: "https://gallery.azure.com/",
    managementEndpointUrl: "https://management.core.windows.net/",
  };
}
