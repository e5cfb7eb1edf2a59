import type { AccessToken, TokenCredential } from "@azure/core-auth";
import { exitCodes, SurestepError } from "../errors.ts";
import type { Az } from "./az.ts";
import { readAzOutput } from "./az-output.ts";
import { Secret } from "./secret.ts";

/** The claims of an Entra access token that say whose it is ("Access token claims reference"). */
export interface Claims {
  /** Tenant. */
  tid: string;
  /** Object ID of the person or the service principal. */
  oid: string;
  /** The application that asked. */
  appid?: string;
  /** "app" for an application's own token, "user" for a person's. */
  idtyp?: string;
  aud: string;
  /** Seconds since the epoch. */
  exp: number;
}

/** Reads a token's claims without checking its signature: that is the service's task, ours is to see whose it is. */
export function readClaims(token: string): Claims {
  const payload = token.split(".")[1];
  if (payload === undefined) throw new Error("not a JSON web token");
  return JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
}

/** A token as az gives it: with the subscription that az is set to. */
export interface AzToken extends AccessToken {
  subscriptionId: string;
}

export interface AzCredential extends TokenCredential {
  getToken(scopes: string | string[]): Promise<AzToken>;
  /** Asks az anew, who may be signed in as somebody else by now, and keeps the answer. */
  renew(scope: string): Promise<AzToken>;
}

export interface AzCredentialOptions {
  /** Milliseconds since the epoch. */
  now?: () => number;
  onSecret?: ((secret: Secret) => void) | undefined;
}

/** For tokens of Resource Manager. */
export const managementScope = "https://management.azure.com/.default";

/**
 * The identity that az is signed in with, for SDK clients. Each `az account get-access-token` costs most of a second,
 * so a token is got once per resource and kept until five minutes before it expires.
 * @param options.onSecret told of each token: nobody may see it
 */
export function createAzCredential(az: Az, { now = Date.now, onSecret }: AzCredentialOptions = {}): AzCredential {
  const tokens = new Map<string, Promise<AzToken>>();
  const isFresh = (token: AzToken): boolean => token.expiresOnTimestamp > now() + 300_000;
  const request = (scope: string): Promise<AzToken> => {
    const requested = requestToken(az, scope);
    tokens.set(scope, requested);
    requested.then(
      ({ token }) => onSecret?.(Secret.of(token)),
      () => tokens.delete(scope),
    );
    return requested;
  };
  return {
    renew: request,
    async getToken(scopes) {
      const scope = [scopes].flat().join(" ");
      // Whoever asks while the first one waits shares its answer.
      const cached = await (tokens.get(scope) ?? request(scope));
      return isFresh(cached) ? cached : request(scope);
    },
  };
}

async function requestToken(az: Az, scope: string): Promise<AzToken> {
  const result = await az(["account", "get-access-token", "--scope", scope, "--output", "json"]);
  const message = "az could not get an access token.";
  const hint = "Sign in again with 'az login'.";
  const needed = ["accessToken", "subscription"];
  const shown: { accessToken: string; subscription: string } = readAzOutput(result, needed, { message, hint });
  const { accessToken, subscription } = shown;
  try {
    // az's own `expires_on` came with 2.54.0 and `expiresOn` is in local time: the token itself is clearer.
    return { token: accessToken, expiresOnTimestamp: readClaims(accessToken).exp * 1000, subscriptionId: subscription };
  } catch (error) {
    const more = { exitCode: exitCodes.setUp, cause: error };
    throw new SurestepError(`${message} What it printed has none that can be read.`, { hint, ...more });
  }
}
