import type { Answer, Call } from "../operation.ts";
import { listAnswer } from "./answer.ts";

/** The tenant itself. */
export function getOrganization(call: Call): Answer {
  const { id, displayName, domain } = call.azure.state.tenant;
  const verifiedDomains = [{ capabilities: "Email", isDefault: true, isInitial: true, name: domain, type: "Managed" }];
  return listAnswer(call, "organization", [{ id, displayName, tenantType: "AAD", verifiedDomains }]);
}
