import { resolveApplication } from "../application.ts";
import { defineCommand } from "../command.ts";
import { sendToGraph } from "../graph.ts";

export default defineCommand({
  options: {
    id: { names: ["--id"], required: true },
    displayName: { names: ["--display-name"] },
    identifierUris: { names: ["--identifier-uris"], kind: "list" },
    signInAudience: { names: ["--sign-in-audience"] },
  },
  async run({ id, displayName, identifierUris, signInAudience }, session) {
    const before = await resolveApplication(session, id);
    await sendToGraph(session, "GET", `/applications/${before}`);
    const objectId = await resolveApplication(session, id);
    await sendToGraph(session, "PATCH", `/applications/${objectId}`, { displayName, identifierUris, signInAudience });
  },
});
