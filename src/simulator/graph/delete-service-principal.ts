import { remove } from "../lookup.ts";
import type { Answer, Call } from "../operation.ts";
import { servicePrincipalOf } from "./service-principal.ts";

/** Deletes a service principal, restorable for 30 days. Its application and its role assignments stay. */
export function deleteServicePrincipal(call: Call): Answer {
  const principal = servicePrincipalOf(call);
  const { azure } = call;
  const { state } = azure;
  remove(state.servicePrincipals, principal);
  state.deletedItems.push({ kind: "servicePrincipal", item: principal, deletedAt: azure.now() });
  return { status: 204 };
}
