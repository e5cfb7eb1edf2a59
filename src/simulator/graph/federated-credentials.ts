import { z } from "zod";
import type { Answer, Call } from "../operation.ts";
import type { Application, FederatedCredential } from "../state.ts";
import { entityAnswer, listAnswer } from "./answer.ts";
import { applicationOf } from "./application.ts";
import { badRequest, notFound } from "./graph-error.ts";
import { readProperties, type Kind } from "./properties.ts";

/** "federatedIdentityCredential resource type", v1.0. */
const kind: Kind = {
  resource: "FederatedIdentityCredential",
  settable: {
    name: z.string().regex(/^[\w-]{1,120}$/),
    issuer: z.string().max(600),
    subject: z.string().max(600),
    audiences: z.array(z.string().max(600)).length(1),
    description: z.string().max(600).nullable(),
  },
  readOnly: ["id"],
  unplayed: ["claimsMatchingExpression"],
};
/** As az's test_app_federated_credential.yaml has it. */
const setOf = ({ id }: Application): string => `applications('${id}')/federatedIdentityCredentials`;

export function listFederatedCredentials(call: Call): Answer {
  const application = applicationOf(call);
  return listAnswer(call, setOf(application), application.federatedCredentials ?? []);
}

export function getFederatedCredential(call: Call): Answer {
  return entityAnswer(call, setOf(applicationOf(call)), credentialOf(call));
}

/** Adds one: 201. An application has 20 at most, each of its own name, and of its own issuer and subject (graph docs). */
export function createFederatedCredential(call: Call): Answer {
  const application = applicationOf(call);
  const before = application.federatedCredentials ?? [];
  const given = readProperties(kind, call.body, {});
  const missing = ["name", "issuer", "subject", "audiences"].find((name) => given[name] === undefined);
  if (missing !== undefined)
    throw badRequest(`A value is required for property '${missing}' of resource '${kind.resource}'.`);
  const credential = Object.assign(blank(call.azure.guid()), given);
  refuseSame(before, credential);
  if (before.length >= 20) throw badRequest("An application can have 20 federated identity credentials.");
  application.federatedCredentials = [...before, credential];
  const { body } = entityAnswer(call, setOf(application), credential);
  const tenant = `https://graph.microsoft.com/v2/${call.azure.state.tenant.id}`;
  return { status: 201, body, headers: { location: `${tenant}/federatedIdentityCredentials/${credential.id}` } };
}

export function updateFederatedCredential(call: Call): Answer {
  const credential = credentialOf(call);
  const given = readProperties(kind, call.body, {});
  if (given["name"] !== undefined && given["name"] !== credential.name) {
    throw badRequest("Property 'name' is read-only and cannot be set.");
  }
  const others = (applicationOf(call).federatedCredentials ?? []).filter((each) => each !== credential);
  refuseSame(others, { ...credential, ...given });
  Object.assign(credential, given);
  return { status: 204 };
}

export function deleteFederatedCredential(call: Call): Answer {
  const application: Application = applicationOf(call);
  const credential = credentialOf(call);
  application.federatedCredentials = (application.federatedCredentials ?? []).filter((each) => each !== credential);
  return { status: 204 };
}

/** The credential in the path, by its ID or its name. */
function credentialOf(call: Call): FederatedCredential {
  const wanted = call.params["credential"] ?? "";
  const found = applicationOf(call).federatedCredentials?.find(({ id, name }) => id === wanted || name === wanted);
  if (found === undefined) throw notFound(wanted);
  return found;
}

function refuseSame(others: readonly FederatedCredential[], { issuer, name, subject }: FederatedCredential): void {
  if (others.some((each) => each.name === name)) {
    throw badRequest(`FederatedIdentityCredential with name ${name} already exists.`);
  }
  if (others.some((each) => each.issuer === issuer && each.subject === subject)) {
    throw badRequest("FederatedIdentityCredential with the same issuer and subject already exists.");
  }
}

function blank(id: string): FederatedCredential {
  return { id, name: "", issuer: "", subject: "", audiences: [], description: null };
}
