import type { Answer, Call } from "../operation.ts";
import { entityAnswer } from "./answer.ts";
import { findServicePrincipal, writeServicePrincipal } from "./service-principal.ts";

export function getServicePrincipal(call: Call): Answer {
  const { azure, params } = call;
  const principal = findServicePrincipal(azure, params["id"] ?? "");
  return entityAnswer(call, "servicePrincipals", writeServicePrincipal(azure, principal));
}
