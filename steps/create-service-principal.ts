import { listByName, type DirectoryObject } from "../src/azure/graph.ts";
import { readClaims, type Claims } from "../src/azure/token.ts";
import { SurestepError } from "../src/errors.ts";
import { check, checkThat, defineStep } from "../src/tutorial/step.ts";

export default defineStep({
  needs: ["applicationName", "clientId", "tenantId"],
  secrets: ["clientSecret"],
  provides: ["ownsApplication", "notOurs", "liveApplication", "deletedApplication", "deletedPrincipal"],

  async observe({ azure, values, known }) {
    const { applicationName } = values;
    const [live, deleted, deletedPrincipals] = await Promise.all([
      listByName(azure, "applications", applicationName),
      listByName(azure, "directory/deletedItems/microsoft.graph.application", applicationName),
      listByName(azure, "directory/deletedItems/microsoft.graph.servicePrincipal", applicationName),
    ]);
    const owns = known.get("ownsApplication") ?? (live.length === 0 ? "yes" : "");
    // az would take the existing application over and revoke the secrets of whoever made it.
    if (owns === "") throw nameIsTaken(applicationName);
    // What was deleted under this name before the run stays where it is. Once said, it stays said.
    const notOurs = known.get("notOurs") ?? [...deleted, ...deletedPrincipals].map(({ id }) => id).join(" ");
    const idOfOurs = (objects: DirectoryObject[]): string => ours(objects, notOurs)?.id ?? "";
    return {
      ...{ ownsApplication: owns, notOurs },
      liveApplication: idOfOurs(live),
      deletedApplication: idOfOurs(deleted),
      deletedPrincipal: idOfOurs(deletedPrincipals),
    };
  },

  async discover({ azure, values, known }) {
    const application = ours(await listByName(azure, "applications", values.applicationName), known.get("notOurs"));
    return { clientId: application?.appId ?? "", tenantId: known.get("tenantId") ?? "" };
  },

  async verify({ azure, values, secrets }) {
    const { clientId, tenantId } = values;
    const { clientSecret } = secrets;
    if (!clientSecret.isKnown) {
      const expected = "the secret that az showed once";
      const hint = "Its secret was written nowhere. Run this step again: az gives the application a new one.";
      return [checkThat("the application's secret is at hand", false, { expected, actual: "lost", hint })];
    }
    const application = await azure.application({ tenantId, clientId, clientSecret });
    const claims = await claimsOrRefusal(application.getToken("https://vault.azure.net/.default"));
    if (typeof claims === "string") {
      return [checkThat("the application can sign in", false, { expected: "a token", actual: claims })];
    }
    return [
      check("the application can sign in, as itself", clientId, claims.appid ?? "no appid"),
      check("it signs in to this tenant", tenantId, claims.tid),
    ];
  },

  async verifyGone({ azure, values, known }) {
    const { applicationName } = values;
    const lists = [
      ["the application is gone", "applications"],
      ["its service principal is gone", "servicePrincipals"],
      ["the deleted application is purged", "directory/deletedItems/microsoft.graph.application"],
      ["the deleted service principal is purged", "directory/deletedItems/microsoft.graph.servicePrincipal"],
    ] as const;
    return Promise.all(
      lists.map(async ([title, list]) => {
        const left = ours(await listByName(azure, list, applicationName), known.get("notOurs"));
        return check(title, "gone", left === undefined ? "gone" : `still there: ${left.id}`);
      }),
    );
  },
});

/**
 * Of the objects of our name, one that this run made. Not by its `clientId`: where az was cut short nobody read it, and
 * where the application was deleted and the step repeated there is more than one.
 */
function ours(objects: DirectoryObject[], notOurs = ""): DirectoryObject | undefined {
  const others = new Set(notOurs.split(" "));
  return objects.find(({ id }) => !others.has(id));
}

async function claimsOrRefusal(request: Promise<{ token: string } | null>): Promise<Claims | string> {
  try {
    const token = await request;
    return token === null ? "no token" : readClaims(token.token);
  } catch (error) {
    // Entra refuses an application or a secret that it does not know yet; anything else tells nothing.
    const refusal = /AADSTS(700016|7000215|7000222)\b[^\r\n]*?\./.exec((error as Error).message)?.[0];
    if (refusal === undefined) throw error;
    return refusal;
  }
}

function nameIsTaken(applicationName: string): SurestepError {
  return new SurestepError(
    `An application named '${applicationName}' exists already, and this run did not create it.`,
    {
      hint: "Choose another name with --set applicationName=…: az would revoke the secrets of the existing one.",
    },
  );
}
