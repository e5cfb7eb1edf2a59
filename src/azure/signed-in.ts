import type { Azure } from "./azure.ts";
import { managementScope, readClaims, type Claims } from "./token.ts";

/**
 * The names under which Azure's services know the signed-in identity: Resource Manager writes a user name or an
 * application ID into `createdBy` of what it makes, role assignments and Graph have object IDs.
 */
export async function signedInNames(azure: Azure): Promise<string[]> {
  const { token } = await azure.credential.getToken(managementScope);
  const claims = readClaims(token);
  return [...new Set([...namesIn(claims), claims.oid])];
}

/** The names in a token, the most telling one first: a person's user name, or the application ID of an application. */
export function namesIn(claims: Claims & PersonClaims): string[] {
  const { appid, idtyp, upn, unique_name: uniqueName, email } = claims;
  // For a person `appid` is az's own.
  const names = [upn, uniqueName, email, idtyp === "app" ? appid : undefined];
  return names.filter((name): name is string => name !== undefined && name !== "");
}

/** How a token names a person ("Access token claims reference"); a guest's are the names at home. */
interface PersonClaims {
  upn?: string;
  unique_name?: string;
  email?: string;
}
