import { importJWK, jwtVerify, SignJWT } from "jose";
import type { JWK, JWTPayload } from "jose";
import type { SimulatedAzure } from "./operation.ts";

/**
 * Signs the claims of a token with the tenant's key (RS256, its `kid` in the header). The claims are complete as given;
 * `iat`, `nbf` and `exp` are added here.
 *
 * @param lifetime seconds until the token expires
 * @returns the token as a compact JWT
 */
export async function signToken(azure: SimulatedAzure, claims: JWTPayload, lifetime: number): Promise<string> {
  const { signingKey } = azure.state;
  const now = Math.floor(azure.now() / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({
      typ: "JWT",
      alg: "RS256",
      ...(signingKey.kid && { x5t: signingKey.kid, kid: signingKey.kid }),
    })
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + lifetime)
    .sign(await importKey(signingKey));
}

/**
 * The claims of a token that the tenant signed and that is valid at the simulator's time. Throws jose's `JOSEError`
 * otherwise: `ERR_JWT_EXPIRED` for one that is over, another code for one that was forged or mangled.
 */
export async function verifyToken(azure: SimulatedAzure, token: string): Promise<JWTPayload> {
  const key = await importKey(publicKey(azure.state.signingKey));
  const { payload } = await jwtVerify(token, key, { algorithms: ["RS256"], currentDate: new Date(azure.now()) });
  return payload;
}

/** The public half of a signing key, as Entra publishes it. */
export function publicKey({ kty, kid, n, e }: JWK): JWK {
  return Object.fromEntries(Object.entries({ kty, use: "sig", kid, n, e }).filter(([, value]) => value !== undefined));
}

async function importKey(key: JWK): Promise<CryptoKey> {
  const imported = await importJWK(key, "RS256");
  if (imported instanceof Uint8Array) throw new TypeError("A signing key must be asymmetric.");
  return imported;
}
