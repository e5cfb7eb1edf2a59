import { defineCommand } from "../command.ts";
import { listFromGraph, quoted } from "../graph.ts";

export default defineCommand({
  options: {
    appId: { names: ["--app-id"] },
    displayName: { names: ["--display-name"] },
    identifierUri: { names: ["--identifier-uri"] },
    filter: { names: ["--filter"] },
    all: { names: ["--all"], kind: "flag" },
  },
  async run({ appId, displayName, identifierUri, filter }, session) {
    const filters = [
      filter,
      appId && `appId eq ${quoted(appId)}`,
      displayName && `startswith(displayName,${quoted(displayName)})`,
      identifierUri && `identifierUris/any(s:s eq ${quoted(identifierUri)})`,
    ].filter((one) => one !== undefined && one !== "");
    return await listFromGraph(session, "applications", filters.length > 0 ? filters.join(" and ") : undefined);
  },
});
