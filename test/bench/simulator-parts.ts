import { join } from "node:path";
import { createKeyVault } from "../../src/simulator/key-vault/service.ts";
import { holdState, openStore } from "../../src/simulator/store.ts";
import type { Store } from "../../src/simulator/store.ts";
import { verifyToken } from "../../src/simulator/token.ts";
import { azureWith } from "../simulator/azure.ts";
import { host, tokenFor } from "../simulator/key-vault/vault.ts";
import { stateWith } from "./state.ts";

/** Microseconds. */
export interface Parts {
  set: number;
  get: number;
  write: number;
  known: number;
  unknown: number;
}

/** What the parts of a request take with so many secrets, without HTTP. */
export async function measureParts(folder: string, count: number): Promise<Parts> {
  const fresh = { ...stateWith(count), signingKey: azureWith().state.signingKey };
  const kept = openStore(join(folder, `parts-${count}.jsonl`), structuredClone(fresh));
  const held = holdState(fresh);
  try {
    const { set, get } = await measureRequests(held);
    const { set: setAndWritten } = await measureRequests(kept);
    const azure = azureWith();
    const tokens = await Promise.all(Array.from({ length: 50 }, () => tokenFor(azure)));
    const unknown = await perCall(async (at) => verifyToken({ ...azure }, tokens[at % 50] ?? ""), 500);
    const known = await perCall(async () => verifyToken(azure, tokens[0] ?? ""));
    return { set, get, write: setAndWritten - set, known, unknown };
  } finally {
    kept.close();
  }
}

async function measureRequests({ state, save }: Store): Promise<{ set: number; get: number }> {
  const azure = { ...azureWith(), state, guid: () => crypto.randomUUID() };
  const service = createKeyVault(azure);
  const headers = new Headers({ authorization: `Bearer ${await tokenFor(azure)}`, "content-type": "application/json" });
  const body = JSON.stringify({ value: "a value" });
  const send = async (method: string, at: number): Promise<void> => {
    const url = `https://${host}/secrets/secret-${at % 90}?api-version=7.4`;
    await service.answer({ method, url, headers, text: async () => body });
    save();
  };
  return { set: await perCall((at) => send("PUT", at)), get: await perCall((at) => send("GET", at)) };
}

async function perCall(call: (at: number) => Promise<unknown>, times = 4000): Promise<number> {
  for (let at = 0; at < times / 4; at++) await call(at);
  const started = performance.now();
  for (let at = 0; at < times; at++) await call(at);
  return ((performance.now() - started) / times) * 1000;
}
