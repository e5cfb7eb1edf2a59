import { findApplications } from "../src/azure/graph.ts";
import { readClaims } from "../src/azure/token.ts";
import { check, checkThat, defineStep } from "../src/tutorial/step.ts";

export default defineStep({
  needs: ["applicationName", "clientId", "tenantId"],
  secrets: ["clientSecret"],

  async discover({ azure, values, known }) {
    const [application] = await findApplications(azure, values.applicationName);
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
    const token = await application.getToken("https://vault.azure.net/.default");
    const claims = token === null ? undefined : readClaims(token.token);
    return [
      check("the application can sign in, as itself", clientId, claims?.appid ?? "no token"),
      check("it signs in to this tenant", tenantId, claims?.tid ?? "no token"),
    ];
  },
});
