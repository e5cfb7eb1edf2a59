import { resolveApplication } from "../application.ts";
import { defineCommand } from "../command.ts";
import { showing } from "../error.ts";
import { sendToGraph } from "../graph.ts";

export default defineCommand({
  options: { id: { names: ["--id"], required: true } },
  async run({ id }, session) {
    const objectId = await showing(resolveApplication(session, id));
    return await showing(sendToGraph(session, "GET", `/applications/${objectId}`));
  },
});
