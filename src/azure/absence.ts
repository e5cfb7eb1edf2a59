import { codeOf } from "../errors.ts";

/**
 * Awaits an SDK call that finds one thing. Absence is only what the service calls absence: status 404 with one of the
 * given codes. Anything else (forbidden, no network, a wrong vault) is thrown: it tells nothing about the thing.
 * @returns the thing, or undefined when it does not exist
 */
export async function findOrNothing<T>(call: Promise<T>, ...codes: string[]): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isAbsence(error, codes)) return undefined;
    throw error;
  }
}

function isAbsence(error: unknown, codes: readonly string[]): boolean {
  const code = codeOf(error);
  return statusOf(error) === 404 && code !== undefined && codes.includes(code);
}

/** The HTTP status of an SDK's error (`RestError` of core-rest-pipeline and core-client); undefined where no answer came. */
export function statusOf(error: unknown): number | undefined {
  const hasStatus = typeof error === "object" && error !== null && "statusCode" in error;
  return hasStatus && typeof error.statusCode === "number" ? error.statusCode : undefined;
}
