import { check, defineStep } from "../src/tutorial/step.ts";

// Printed by a program with nothing but the exported variables: whose token it gets.
const whoAmI = `
  const { DefaultAzureCredential } = require("@azure/identity");
  new DefaultAzureCredential().getToken("https://vault.azure.net/.default").then(
    ({ token }) => process.stdout.write(Buffer.from(token.split(".")[1], "base64url").toString()),
    (error) => {
      const [refusal] = /AADSTS\\d+[^\\r\\n]*/.exec(error.message) ?? error.message.split("\\n");
      process.stdout.write(JSON.stringify({ refusal }));
    },
  );
`;

export default defineStep({
  needs: ["clientId", "tenantId"],

  async verify({ values, runInProject }) {
    const { clientId, tenantId } = values;
    const result = await runInProject(whoAmI);
    if (result.stdout === "") throw new Error(result.stderr);
    const claims: { appid?: string; tid?: string; refusal?: string } = JSON.parse(result.stdout);
    return [
      check("they sign in as the application, not as you", clientId, claims.appid ?? claims.refusal ?? "no appid"),
      check("in the right tenant", tenantId, claims.tid ?? "no tenant"),
    ];
  },
});
