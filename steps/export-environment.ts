import { existsSync, statSync } from "node:fs";
import { check, checkThat, defineStep } from "../src/tutorial/step.ts";

const names = ["AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET", "AZURE_TENANT_ID", "KEY_VAULT_NAME"];

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

  async verify({ values, exported, environmentFile, runInProject }) {
    const { clientId, tenantId } = values;
    const missing = names.filter((name) => !exported.has(name));
    const mode = existsSync(environmentFile) ? (statSync(environmentFile).mode & 0o777).toString(8) : "no file";
    const checks = [
      check("all four variables are exported", "none missing", missing.join(", ") || "none missing"),
      check("the file to source is readable by you alone", "600", mode),
    ];
    if (checks.some(({ ok }) => !ok)) return checks;
    // With a variable missing, DefaultAzureCredential would fall through to the reader's own login without a word.
    const result = await runInProject(whoAmI, { AZURE_TOKEN_CREDENTIALS: "EnvironmentCredential" });
    if (result.stdout === "") throw new Error(result.stderr);
    const claims: { appid?: string; tid?: string; refusal?: string } = JSON.parse(result.stdout);
    return [
      ...checks,
      check("they sign in as the application, not as you", clientId, claims.appid ?? claims.refusal ?? "no appid"),
      check("in the right tenant", tenantId, claims.tid ?? "no tenant"),
    ];
  },

  async verifyGone({ environmentFile }) {
    const isThere = existsSync(environmentFile);
    const title = "the file with the application's secret is gone";
    return [
      checkThat(title, !isThere, { expected: "no such file", actual: isThere ? environmentFile : "no such file" }),
    ];
  },
});
