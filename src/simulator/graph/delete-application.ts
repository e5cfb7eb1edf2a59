import { findAllBy, remove } from "../lookup.ts";
import type { Answer, Call } from "../operation.ts";
import { applicationOf } from "./application.ts";

/** Deletes an application and its service principal. Both can be restored for 30 days. */
export function deleteApplication(call: Call): Answer {
  const application = applicationOf(call);
  const { state } = call.azure;
  const deletedAt = call.azure.now();
  state.deletedItems.push({ kind: "application", item: application, deletedAt });
  remove(state.applications, application);
  for (const item of findAllBy(state.servicePrincipals, "appId", application.appId)) {
    state.deletedItems.push({ kind: "servicePrincipal", item, deletedAt });
    remove(state.servicePrincipals, item);
  }
  return { status: 204 };
}
