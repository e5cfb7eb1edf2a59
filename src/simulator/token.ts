import { createPrivateKey, createPublicKey, generateKeyPair, sign, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { promisify } from "node:util";
import type { SimulatedAzure } from "./operation.ts";
import type { SigningKey, State } from "./state.ts";
import { plain } from "./watch.ts";

/** The claims of a token (JWT); times are seconds since the epoch. */
export interface Claims {
  readonly [name: string]: unknown;
  readonly exp?: number;
  readonly nbf?: number;
}

/** Why a token is not good: it was, but is over, or it never was one of the tenant's. */
export class TokenError extends Error {
  readonly isExpired: boolean;

  constructor(message: string, isExpired: boolean) {
    super(message);
    this.isExpired = isExpired;
  }
}

/** Tokens that were verified, the oldest first; a token is looked at again where there are too many. */
const verified = new WeakMap<SimulatedAzure, Map<string, Claims>>();
const mostVerified = 1000;

const making = new WeakMap<State, Promise<SigningKey>>();
const imported = new WeakMap<SigningKey, { privateKey: KeyObject; publicKey: KeyObject }>();

/** Makes a new RSA key of 2,048 bits, beside what else happens: it takes up to a few tenths of a second. */
export async function createSigningKey(kid: string): Promise<SigningKey> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  const {
    kty = "",
    n = "",
    e = "",
    d = "",
    p = "",
    q = "",
    dp = "",
    dq = "",
    qi = "",
  } = privateKey.export({ format: "jwk" });
  return { kty, kid, n, e, d, p, q, dp, dq, qi };
}

/** The tenant's key. The first one who asks has it made. */
export async function signingKeyOf({ state, hex }: SimulatedAzure): Promise<SigningKey> {
  if (state.signingKey !== null) return state.signingKey;
  const known = making.get(plain(state));
  if (known !== undefined) return known;
  const made = createSigningKey(hex(20)).then((key) => (state.signingKey ??= key));
  making.set(plain(state), made);
  return made;
}

/**
 * Signs the claims of a token with the tenant's key (RS256, its `kid` in the header). The claims are complete as given;
 * `iat`, `nbf` and `exp` are added here.
 *
 * @param lifetime seconds until the token expires
 * @returns the token as a compact JWT
 */
export async function signToken(azure: SimulatedAzure, claims: Claims, lifetime: number): Promise<string> {
  const key = await signingKeyOf(azure);
  const now = Math.floor(azure.now() / 1000);
  const header = { typ: "JWT", alg: "RS256", x5t: key.kid, kid: key.kid };
  const signed = `${encode(header)}.${encode({ ...claims, iat: now, nbf: now, exp: now + lifetime })}`;
  return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), keysOf(key).privateKey).toString("base64url")}`;
}

/** The claims of a token that the tenant signed and that is valid at the simulator's time. Throws a `TokenError` otherwise. */
export function verifyToken(azure: SimulatedAzure, token: string): Claims {
  const known = verified.get(azure) ?? new Map<string, Claims>();
  verified.set(azure, known);
  const claims = known.get(token) ?? verifySignature(azure.state.signingKey, token);
  const now = azure.now() / 1000;
  if (typeof claims.exp === "number" && claims.exp <= now) {
    known.delete(token);
    throw new TokenError("The token is over.", true);
  }
  if (typeof claims.nbf === "number" && claims.nbf > Math.ceil(now))
    throw new TokenError("The token is not valid yet.", false);
  if (known.size >= mostVerified) known.delete(known.keys().next().value ?? "");
  known.set(token, claims);
  return claims;
}

/** What a token says, whoever signed it; nothing where it is no token. */
export function readClaims(token: string): Claims {
  return decode(token.split(".")[1]) ?? {};
}

/** The public half of a signing key, as Entra publishes it. */
export function publicKey({ kty, kid, n, e }: SigningKey): object {
  return { kty, use: "sig", kid, n, e };
}

function verifySignature(key: SigningKey | null, token: string): Claims {
  const [header, payload, signature, ...more] = token.split(".");
  const claims = decode(payload);
  // The algorithm is ours to choose, never the token's.
  const isOurs =
    key !== null &&
    decode(header)?.["alg"] === "RS256" &&
    claims !== undefined &&
    signature !== undefined &&
    more.length === 0;
  if (!isOurs) throw new TokenError("This is no token of the tenant.", false);
  const signed = Buffer.from(`${header}.${payload}`);
  const isSigned = verify("RSA-SHA256", signed, keysOf(key).publicKey, Buffer.from(signature, "base64url"));
  if (!isSigned) throw new TokenError("The tenant did not sign this token.", false);
  return claims;
}

function keysOf(given: SigningKey): { privateKey: KeyObject; publicKey: KeyObject } {
  const key = plain(given);
  let keys = imported.get(key);
  if (keys === undefined) {
    const jwk = { ...key };
    const privateKey = createPrivateKey({ key: jwk, format: "jwk" });
    keys = { privateKey, publicKey: createPublicKey(privateKey) };
    imported.set(key, keys);
  }
  return keys;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decode(part = ""): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString());
    return isClaims(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isClaims(value: unknown): value is Claims {
  return typeof value === "object" && value !== null;
}
