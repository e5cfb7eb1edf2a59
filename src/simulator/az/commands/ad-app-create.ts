import { createApplication } from "../application.ts";
import { defineCommand } from "../command.ts";

export default defineCommand({
  options: {
    displayName: { names: ["--display-name"], required: true },
    identifierUris: { names: ["--identifier-uris"], kind: "list" },
    signInAudience: { names: ["--sign-in-audience"] },
  },
  run: async ({ displayName, identifierUris, signInAudience }, session) =>
    await createApplication(session, displayName, { identifierUris, signInAudience }),
});
