import { defineCommand } from "../command.ts";

/** The version of the Azure CLI that this one stands in for. */
export const version = "2.91.0";

export default defineCommand({
  options: {},
  run: async () => ({
    "azure-cli": version,
    "azure-cli-core": version,
    "azure-cli-telemetry": "1.1.0",
    extensions: {},
    "surestep-stand-in": true,
  }),
});
