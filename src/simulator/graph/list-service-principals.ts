import type { Answer, Call } from "../operation.ts";
import { listAnswer } from "./answer.ts";
import { writeServicePrincipal } from "./service-principal.ts";

export function listServicePrincipals(call: Call): Answer {
  const { azure } = call;
  const principals = azure.state.servicePrincipals.map((each) => writeServicePrincipal(azure, each));
  return listAnswer(call, "servicePrincipals", principals);
}
