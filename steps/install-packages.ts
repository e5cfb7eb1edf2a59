import { existsSync } from "node:fs";
import { checkThat, defineStep } from "../src/tutorial/step.ts";

// Printed by a program in the project folder: where each package is found from there, and what it gives when loaded.
const lookAtPackages = `
  const look = (name, symbol) => {
    try {
      return { from: require.resolve(name), gives: typeof require(name)[symbol] };
    } catch (error) {
      return { from: error.code, gives: "nothing" };
    }
  };
  process.stdout.write(JSON.stringify([
    look("@azure/keyvault-secrets", "SecretClient"),
    look("@azure/identity", "DefaultAzureCredential"),
  ]));
`;

export default defineStep({
  async verify({ project, runInProject }) {
    const result = await runInProject(lookAtPackages);
    const found: { from: string; gives: string }[] = JSON.parse(result.stdout);
    return ["@azure/keyvault-secrets", "@azure/identity"].map((name, index) => {
      const { from = "", gives = "" } = found[index] ?? {};
      // A package in a folder above would be found too, and hide that the installation failed.
      const isHere = from.startsWith(project);
      return checkThat(`${name} can be loaded from the project folder`, isHere && gives === "function", {
        expected: "a class, loaded from the project's node_modules",
        actual: isHere ? `a ${gives}, loaded from the project's node_modules` : `${gives}, ${from || result.stderr}`,
      });
    });
  },
  async verifyGone({ project }) {
    return [
      checkThat("the project folder is gone", !existsSync(project), {
        expected: "no such folder",
        actual: existsSync(project) ? project : "no such folder",
      }),
    ];
  },
});
