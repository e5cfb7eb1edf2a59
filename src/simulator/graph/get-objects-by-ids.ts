import { findBy } from "../lookup.ts";
import type { Answer, Call } from "../operation.ts";
import { typed } from "./answer.ts";
import { textsMember } from "./body.ts";
import { writeServicePrincipal } from "./service-principal.ts";
import { writeUser } from "./users.ts";

/** The directory objects with the given IDs: people and service principals. IDs that are nothing's are left out. */
export function getObjectsByIds({ azure, body }: Call): Answer {
  const ids = new Set(textsMember(body, "ids")?.map((id) => id.toLowerCase()));
  const { servicePrincipals, user } = azure.state;
  const people = ids.has(user.id) ? [typed("user", writeUser(azure))] : [];
  const principals = [...ids]
    .flatMap((id) => findBy(servicePrincipals, "id", id) ?? [])
    .map((each) => typed("servicePrincipal", writeServicePrincipal(azure, each)));
  const context = "https://graph.microsoft.com/v1.0/$metadata#directoryObjects";
  return { status: 200, body: { "@odata.context": context, value: [...people, ...principals] } };
}
