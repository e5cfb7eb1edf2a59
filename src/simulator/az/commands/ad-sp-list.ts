import { defineCommand } from "../command.ts";
import { listFromGraph, quoted } from "../graph.ts";

export default defineCommand({
  options: {
    spn: { names: ["--spn"] },
    displayName: { names: ["--display-name"] },
    filter: { names: ["--filter"] },
    all: { names: ["--all"], kind: "flag" },
  },
  async run({ spn, displayName, filter }, session) {
    const filters = [
      filter,
      spn && `servicePrincipalNames/any(c:c eq ${quoted(spn)})`,
      displayName && `startswith(displayName,${quoted(displayName)})`,
    ].filter((one) => one !== undefined && one !== "");
    return await listFromGraph(session, "servicePrincipals", filters.length > 0 ? filters.join(" and ") : undefined);
  },
});
