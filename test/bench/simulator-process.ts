// The simulator that test/bench/simulator.ts measures, in a process of its own: `<folder> <number of secrets>`.
import { createState } from "../../src/simulator/create-state.ts";
import { startSimulator } from "../../src/simulator/simulator.ts";
import { addVault, appId, principalId, tokenFor } from "../simulator/key-vault/vault.ts";

/** What the process tells when it is ready. */
export interface Ready {
  proxyUrl: string;
  ca: string;
  tenant: string;
  token: string;
}

/** What it tells of itself when it is asked. */
export interface Usage {
  /** Bytes of memory that the system has given it now, and at the most. */
  memory: number;
  peak: number;
  /** Microseconds of processor time so far. */
  processor: number;
}

export const clientSecret = "abc8Q~a-secret-of-no-worth";

const [folder = "", count = "0"] = process.argv.slice(2);
const state = createState({ guid: () => crypto.randomUUID() });
const vault = addVault(state);
const password = {
  keyId: "k",
  displayName: null,
  hint: "abc",
  secretText: clientSecret,
  startDateTime: "2020-01-01T00:00:00Z",
};
state.applications.push({
  ...{ id: crypto.randomUUID(), appId, displayName: "mySP", notes: null, tags: [], identifierUris: [], createdAt: 0 },
  passwordCredentials: [{ ...password, endDateTime: "2200-01-01T00:00:00Z" }],
});
state.servicePrincipals.push({ id: principalId, appId, displayName: "mySP", tags: [], createdAt: 0, knownAt: 0 });
for (let at = 0; at < Number(count); at++) {
  const none = { contentType: null, tags: null, enabled: true, notBefore: null, expires: null, created: 0, updated: 0 };
  vault.secrets.push({
    name: `secret-${at}`,
    versions: [{ version: String(at).padStart(32, "0"), value: `value ${at}`, ...none }],
  });
}

const { proxyUrl, ca, azure, close } = await startSimulator({ folder, from: state });
process.send?.({ proxyUrl, ca, tenant: state.tenant.id, token: await tokenFor(azure) } satisfies Ready);
process.on("message", (message) => {
  if (message === "close") return void close().then(() => process.disconnect?.());
  const { user, system } = process.cpuUsage();
  const usage: Usage = {
    memory: process.memoryUsage.rss(),
    peak: process.resourceUsage().maxRSS * 1024,
    processor: user + system,
  };
  process.send?.(usage);
});
