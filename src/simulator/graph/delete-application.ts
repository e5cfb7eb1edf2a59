import { findAllBy, remove } from "../lookup.ts";
import type { Answer, Call } from "../operation.ts";
import { findApplication } from "./application.ts";

/** Deletes an application and its service principal. Both can be restored for 30 days. */
export function deleteApplication({ azure, params }: Call): Answer {
  const application = findApplication(azure, params["id"] ?? "");
  const { state } = azure;
  const deletedAt = azure.now();
  state.deletedItems.push({ kind: "application", item: application, deletedAt });
  remove(state.applications, application);
  for (const item of findAllBy(state.servicePrincipals, "appId", application.appId)) {
    state.deletedItems.push({ kind: "servicePrincipal", item, deletedAt });
    remove(state.servicePrincipals, item);
  }
  return { status: 204 };
}
