import type { Answer, Call, SimulatedAzure } from "../operation.ts";
import { entityAnswer, listAnswer } from "./answer.ts";
import { notFound } from "./graph-error.ts";

/** The person who calls. Applications do not get as far as here. */
export function getMe(call: Call): Answer {
  return entityAnswer(call, "users", writeUser(call.azure));
}

export function listUsers(call: Call): Answer {
  return listAnswer(call, "users", [writeUser(call.azure)]);
}

/** A person by object ID or user principal name. */
export function getUser(call: Call): Answer {
  const asked = call.params["id"] ?? "";
  const user = writeUser(call.azure);
  if (![user.id, user.userPrincipalName].includes(asked.toLowerCase())) throw notFound(asked);
  return entityAnswer(call, "users", user);
}

/** The tenant's person as Graph writes people, with the members it sends when nothing is selected. */
export function writeUser({ state }: SimulatedAzure): { id: string; userPrincipalName: string } {
  const { id, displayName, userPrincipalName } = state.user;
  return {
    ...{ businessPhones: [], displayName, givenName: null, jobTitle: null, mail: null, mobilePhone: null },
    ...{ officeLocation: null, preferredLanguage: null, surname: null, userPrincipalName, id },
  };
}
