import { defineCommand } from "../command.ts";
import { showing } from "../error.ts";
import { sendToGraph } from "../graph.ts";

export default defineCommand({
  options: {},
  run: async (_, session) => await showing(sendToGraph(session, "GET", "/me")),
});
