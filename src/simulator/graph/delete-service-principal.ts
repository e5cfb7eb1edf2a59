import { remove } from "../lookup.ts";
import type { Answer, Call } from "../operation.ts";
import { findServicePrincipal } from "./service-principal.ts";

/** Deletes a service principal, restorable for 30 days. Its application and its role assignments stay. */
export function deleteServicePrincipal({ azure, params }: Call): Answer {
  const principal = findServicePrincipal(azure, params["id"] ?? "");
  const { state } = azure;
  remove(state.servicePrincipals, principal);
  state.deletedItems.push({ kind: "servicePrincipal", item: principal, deletedAt: azure.now() });
  return { status: 204 };
}
