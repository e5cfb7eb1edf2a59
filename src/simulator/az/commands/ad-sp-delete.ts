import { resolveServicePrincipal } from "../application.ts";
import { defineCommand } from "../command.ts";
import { sendToGraph } from "../graph.ts";

export default defineCommand({
  options: { id: { names: ["--id"], required: true } },
  async run({ id }, session) {
    await sendToGraph(session, "DELETE", `/servicePrincipals/${await resolveServicePrincipal(session, id)}`);
  },
});
