import { ServiceError } from "../operation.ts";

/** Key Vault's 400 for a body that is not right. */
export function badRequest(message: string): ServiceError {
  return new ServiceError(400, "BadRequest", message);
}

/** A member that must be there and is not (azure-sdk-for-net #28677: "The parameter accessPolicies is not specified."). */
export function missing(name: string): ServiceError {
  return badRequest(`The parameter ${name} is not specified.`);
}

/** A member that cannot be what it is (azure-libraries-for-net #361: "An invalid value was provided for 'accessPolicies'."). */
export function invalid(name: string): ServiceError {
  return badRequest(`An invalid value was provided for '${name}'.`);
}

/**
 * Refuses with 501 what would else be taken and forgotten: members that the simulator does not keep.
 *
 * @param what the thing that is to have them, such as `vault`
 * @param path of the object in the body, such as `properties.`
 */
export function refuseUnplayed(
  given: Readonly<Record<string, unknown>>,
  played: readonly string[],
  what: string,
  path = "",
): void {
  const other = Object.keys(given).find((name) => !played.includes(name) && (given[name] ?? undefined) !== undefined);
  if (other === undefined) return;
  const message = `This simulator does not play the property '${path}${other}' of a ${what}.`;
  throw new ServiceError(501, "NotImplemented", message);
}
