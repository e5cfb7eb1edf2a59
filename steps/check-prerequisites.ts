import { knownProblems } from "../src/azure/known-az-versions.ts";
import { readClaims } from "../src/azure/token.ts";
import { check, checkThat, defineStep } from "../src/tutorial/step.ts";

export default defineStep({
  needs: ["azVersion", "subscriptionId", "tenantId"],

  async discover({ azure }) {
    const { subscriptionId, tenantId } = await azure.account();
    return { azVersion: azure.program.version, subscriptionId, tenantId };
  },

  async verify({ azure, values, runInProject }) {
    const { azVersion, subscriptionId, tenantId } = values;
    const { program } = azure;
    const node = await runInProject("process.stdout.write(process.versions.node)");
    const broken = knownProblems(azVersion, program).filter((problem) => problem.severity === "broken");
    const token = await azure.credential.getToken("https://management.azure.com/.default");
    const claims = readClaims(token.token);
    return [
      checkThat("Node.js is new enough for the Azure SDK", Number.parseInt(node.stdout, 10) >= 20, {
        expected: "20 or newer",
        actual: node.stdout,
      }),
      checkThat("this az is not known to be broken", broken.length === 0, {
        expected: "no known problem",
        actual: broken.map((problem) => problem.breaks).join("; ") || `none in ${azVersion}`,
        ...(broken[0] === undefined ? {} : { hint: broken[0].remedy }),
      }),
      check("az is signed in to the subscription", subscriptionId, token.subscriptionId),
      check("Azure accepts the sign-in, for the right tenant", tenantId, claims.tid),
    ];
  },
});
