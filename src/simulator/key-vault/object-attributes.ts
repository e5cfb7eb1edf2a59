import type { Vault } from "../state.ts";
import type { ObjectAttributes } from "./key-state.ts";
import { recoveryLevel } from "./secret-bundle.ts";

/** The address of something in a vault, with the vault's name in lower case as Azure writes it. */
export function addressOf(vault: Vault, ...path: string[]): string {
  return [`https://${vault.name.toLowerCase()}.vault.azure.net`, ...path].join("/");
}

/** The attributes of a key or a certificate in an answer, in the order of recorded ones. */
export function attributesOf(vault: Vault, object: ObjectAttributes, apiVersion: string): Record<string, unknown> {
  return {
    ...ownAttributes(object),
    recoveryLevel: recoveryLevel(vault),
    // In recordings with 7.1 and later, in none with 7.0.
    ...(isSince(apiVersion, 7.1) && { recoverableDays: vault.softDeleteRetentionInDays }),
  };
}

/** The attributes that an object has of itself, whatever its vault. */
export function ownAttributes({ enabled, notBefore, expires, created, updated }: ObjectAttributes): object {
  return {
    enabled,
    ...(notBefore !== null && { nbf: notBefore }),
    ...(expires !== null && { exp: expires }),
    created,
    updated,
  };
}

/** Whether an API version is a version or a later one, previews included. Before 7.0 and since 2025 they are dates. */
export function isSince(apiVersion: string, version: number): boolean {
  return apiVersion !== "2016-10-01" && Number.parseFloat(apiVersion) >= version;
}

/** Milliseconds since the epoch as the seconds that are on the wire. */
export function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
