import type { Answer, Call } from "../operation.ts";
import { findApplication } from "./application.ts";

/** Deletes an application and its service principal. Both can be restored for 30 days. */
export function deleteApplication({ azure, params }: Call): Answer {
  const application = findApplication(azure, params["id"] ?? "");
  const { state } = azure;
  const deletedAt = azure.now();
  state.deletedItems.push({ kind: "application", item: application, deletedAt });
  for (const item of state.servicePrincipals) {
    if (item.appId === application.appId) state.deletedItems.push({ kind: "servicePrincipal", item, deletedAt });
  }
  state.applications = state.applications.filter((each) => each !== application);
  state.servicePrincipals = state.servicePrincipals.filter(({ appId }) => appId !== application.appId);
  return { status: 204 };
}
