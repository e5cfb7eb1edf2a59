import { createState } from "../../src/simulator/create-state.ts";
import type { State } from "../../src/simulator/state.ts";
import { addVault, appId, principalId } from "../simulator/key-vault/vault.ts";

export const clientSecret = "abc8Q~a-secret-of-no-worth";

/** An Azure with a vault of so many secrets, `secret-0` and so on, and an application that may do all with them. */
export function stateWith(count: number): State {
  const state = createState({ guid: () => crypto.randomUUID() });
  const password = { keyId: "k", displayName: null, hint: "abc", secretText: clientSecret };
  state.applications.push({
    ...{ id: crypto.randomUUID(), appId, displayName: "mySP", notes: null, tags: [], identifierUris: [], createdAt: 0 },
    passwordCredentials: [{ ...password, startDateTime: "2020-01-01T00:00:00Z", endDateTime: "2200-01-01T00:00:00Z" }],
  });
  state.servicePrincipals.push({ id: principalId, appId, displayName: "mySP", tags: [], createdAt: 0, knownAt: 0 });
  const { secrets } = addVault(state);
  const none = { contentType: null, tags: null, enabled: true, notBefore: null, expires: null, created: 0, updated: 0 };
  for (let at = 0; at < count; at++) {
    const version = { version: String(at).padStart(32, "0"), value: `value ${at}`, ...none };
    secrets.push({ name: `secret-${at}`, versions: [version] });
  }
  return state;
}
