import { findBy } from "../lookup.ts";
import { ServiceError } from "../operation.ts";
import type { Answer, Call, Operation, SimulatedAzure } from "../operation.ts";
import { listAnswer, typed } from "./answer.ts";
import { applicationOf, writeApplication } from "./application.ts";
import { refuseOthers, textMember } from "./body.ts";
import { badRequest, notFound } from "./graph-error.ts";
import { servicePrincipalOf, writeServicePrincipal } from "./service-principal.ts";
import { writeUser } from "./users.ts";

const kinds = ["application", "servicePrincipal"] as const;
type OwnedKind = (typeof kinds)[number];

/** What the person who calls owns, each with its type, or one kind of it, such as `microsoft.graph.application`. */
export function getOwnedObjects(call: Call): Answer {
  const { azure, caller, params } = call;
  const wanted = params["type"]?.replace(/^microsoft\.graph\./i, "").toLowerCase();
  const objects = kinds
    .filter((kind) => wanted === undefined || kind.toLowerCase() === wanted)
    .flatMap((kind) => ownedOf(azure, kind, caller.objectId, wanted === undefined));
  return listAnswer(call, wanted === undefined ? "directoryObjects" : `${wanted}s`, objects);
}

/** The owners of an application or a service principal: people and service principals. */
export function listOwners(kind: OwnedKind): Operation {
  return (call) => {
    const owners = ownersOf(call, kind).owners ?? [];
    const { azure } = call;
    const people = owners.includes(azure.state.user.id) ? [typed("user", writeUser(azure))] : [];
    const principals = owners
      .flatMap((id) => findBy(azure.state.servicePrincipals, "id", id) ?? [])
      .map((each) => typed("servicePrincipal", writeServicePrincipal(azure, each)));
    return listAnswer(call, "directoryObjects", [...people, ...principals]);
  };
}

/** Makes a person or a service principal an owner: `{"@odata.id": "https://graph.microsoft.com/v1.0/directoryObjects/…"}`. */
export function addOwner(kind: OwnedKind): Operation {
  return (call) => {
    const owned = ownersOf(call, kind);
    refuseOthers(call.body, []);
    const id = /\/(?:directoryObjects|users|servicePrincipals)\/([^/]+)$/.exec(
      textMember(call.body, "@odata.id") ?? "",
    )?.[1];
    if (id === undefined) throw badRequest("The value of '@odata.id' is not a link to an object of the directory.");
    const { state } = call.azure;
    if (state.user.id !== id.toLowerCase() && !findBy(state.servicePrincipals, "id", id)) throw notFound(id);
    if (owned.owners?.includes(id.toLowerCase())) {
      throw badRequest(
        "One or more added object references already exist for the following modified properties: 'owners'.",
      );
    }
    owned.owners = [...(owned.owners ?? []), id.toLowerCase()];
    return { status: 204 };
  };
}

export function removeOwner(kind: OwnedKind): Operation {
  return (call) => {
    const owned = ownersOf(call, kind);
    const id = (call.params["owner"] ?? "").toLowerCase();
    if (!owned.owners?.includes(id)) throw new ServiceError(404, "Request_ResourceNotFound", notFound(id).message);
    owned.owners = owned.owners.filter((each) => each !== id);
    return { status: 204 };
  };
}

function ownersOf(call: Call, kind: OwnedKind): { owners?: string[] } {
  return kind === "application" ? applicationOf(call) : servicePrincipalOf(call);
}

function ownedOf(azure: SimulatedAzure, kind: OwnedKind, owner: string, isMixed: boolean): object[] {
  const { applications, servicePrincipals } = azure.state;
  const written =
    kind === "application"
      ? applications.filter((each) => each.owners?.includes(owner)).map((each) => writeApplication(azure, each))
      : servicePrincipals
          .filter((each) => each.owners?.includes(owner))
          .map((each) => writeServicePrincipal(azure, each));
  return isMixed ? written.map((each) => typed(kind, each)) : written;
}
