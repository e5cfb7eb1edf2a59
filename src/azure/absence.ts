/** An SDK error as far as it is looked at here (`RestError` of core-rest-pipeline and core-client). */
interface RestErrorLike {
  statusCode?: number;
  code?: string;
}

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
  const { statusCode, code } = error as RestErrorLike;
  return statusCode === 404 && code !== undefined && codes.includes(code);
}
