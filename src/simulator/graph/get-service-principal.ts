import type { Answer, Call } from "../operation.ts";
import { entityAnswer } from "./answer.ts";
import { servicePrincipalOf, writeServicePrincipal } from "./service-principal.ts";

export function getServicePrincipal(call: Call): Answer {
  return entityAnswer(call, "servicePrincipals", writeServicePrincipal(call.azure, servicePrincipalOf(call)));
}
