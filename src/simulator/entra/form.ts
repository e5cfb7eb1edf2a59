import type { Call } from "../operation.ts";
import { entraError } from "./entra-error.ts";

/** A field of the request's form, or undefined. */
export function field({ body }: Call, name: string): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const value: unknown = Reflect.get(body, name);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A field of the request's form. Throws AADSTS90014 (400, invalid_request) where it is missing. */
export function requiredField(call: Call, name: string): string {
  const value = field(call, name);
  if (value !== undefined) return value;
  throw entraError(
    400,
    "invalid_request",
    90014,
    `The required field '${name}' is missing from the credential. Ensure that you have all the necessary parameters for ` +
      "the login request.",
  );
}
