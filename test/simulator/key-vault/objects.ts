import { z } from "zod";
import type { Latency } from "../../../src/simulator/latency.ts";
import type { State, Vault } from "../../../src/simulator/state.ts";
import { azureWith } from "../azure.ts";
import { addVault, openVault, policy } from "./vault.ts";

const jwk = z.looseObject({ kid: z.string(), crv: z.string().optional() });

/** The key in an answer. */
export function jwkIn({ key }: Record<string, unknown>): z.infer<typeof jwk> {
  return jwk.parse(key);
}

export const start = Date.parse("2026-11-24T12:00:00Z");

type Permissions = Partial<Vault["accessPolicies"][number]["permissions"]>;

/** The application's access policy with some permissions, and no others. */
export function policyWith(state: State, permissions: Permissions): Vault["accessPolicies"][number] {
  const own = policy(state, []);
  return { ...own, permissions: { ...own.permissions, ...permissions } };
}

/** A vault in which the application may do all with keys, secrets and certificates; `wait` moves the clock on. */
export function openObjects(
  given: { vault?: Partial<Vault>; permissions?: Permissions; latency?: Partial<Latency>; apiVersion?: string } = {},
) {
  let now = start;
  const azure = azureWith({ now: () => now, ...(given.latency && { latency: given.latency }) });
  const all = { keys: ["all"], secrets: ["all"], certificates: ["all"] };
  const vault = addVault(azure.state, {
    accessPolicies: [policyWith(azure.state, given.permissions ?? all)],
    ...given.vault,
  });
  return { azure, vault, ...openVault(azure, given.apiVersion), wait: (milliseconds: number) => (now += milliseconds) };
}
