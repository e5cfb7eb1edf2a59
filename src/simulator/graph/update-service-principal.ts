import type { Answer, Call, SimulatedAzure } from "../operation.ts";
import type { ServicePrincipal } from "../state.ts";
import { badRequest } from "./graph-error.ts";
import { readKeys } from "./key-credential.ts";
import { keptPasswords } from "./password-credential.ts";
import { readProperties } from "./properties.ts";
import { servicePrincipalKind } from "./service-principal-properties.ts";
import { servicePrincipalOf, writeServicePrincipal } from "./service-principal.ts";

/** Changes what the body names of a service principal. */
export function updateServicePrincipal(call: Call): Answer {
  const { azure, body } = call;
  const principal = servicePrincipalOf(call);
  const given = readProperties(servicePrincipalKind, body, writeServicePrincipal(azure, principal));
  if ("appId" in given) throw badRequest("Property 'appId' is read-only and cannot be set.");
  setPrincipalProperties(azure, principal, given);
  return { status: 204 };
}

/** Sets properties that were read. */
export function setPrincipalProperties(
  azure: SimulatedAzure,
  principal: ServicePrincipal,
  given: Record<string, unknown>,
): void {
  const { appId: _, displayName, keyCredentials, passwordCredentials, tags, ...others } = given;
  if (Array.isArray(passwordCredentials)) {
    principal.passwordCredentials = keptPasswords(principal.passwordCredentials ?? [], passwordCredentials);
  }
  if (Array.isArray(keyCredentials)) {
    principal.keyCredentials = readKeys(azure, keyCredentials, principal.keyCredentials ?? []);
  }
  if (typeof displayName === "string") principal.displayName = displayName;
  if (Array.isArray(tags)) principal.tags = tags.map(String);
  principal.properties = { ...principal.properties, ...others };
}
