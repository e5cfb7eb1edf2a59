import { check, defineStep } from "../src/tutorial/step.ts";

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

const loaded = "loaded from the project's own node_modules";

export default defineStep({
  async verify({ project, runInProject }) {
    const result = await runInProject(lookAtPackages);
    const found: { from: string; gives: string }[] = JSON.parse(result.stdout);
    return ["@azure/keyvault-secrets", "@azure/identity"].map((name, index) => {
      const { from = "", gives = "" } = found[index] ?? {};
      // A package in a folder above would be found too, and hide that the installation failed.
      const isHere = from.startsWith(project);
      const actual = isHere && gives === "function" ? loaded : `${gives}, from ${from || result.stderr}`;
      return check(`${name} can be loaded from the project folder`, loaded, actual);
    });
  },
});
