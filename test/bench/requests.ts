import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { RequestRecord } from "../../src/simulator/proxy.ts";
import { goOn, openProcess } from "../quickstart.ts";
import { folder } from "./program.ts";
import { heading, report } from "./report.ts";

/**
 * What may be asked of Azure in a whole run, by the vault's way of letting callers in: 1.2 times what a run asked before
 * it was proved by inventories, which was 187 and 191 requests.
 */
const most = { policy: 224, rbac: 229 };

/** How many requests a whole run makes, those of the built-in az and of the reader's programs included. */
export async function benchRequests(): Promise<void> {
  heading("Requests of the whole tutorial with the built-in az");
  for (const access of ["policy", "rbac"] as const) {
    const requests: RequestRecord[] = [];
    const base = mkdtempSync(join(folder, "requests-"));
    const opened = await openProcess(base, { access, onRequest: (request) => void requests.push(request) });
    const end = await goOn(opened);
    await opened.close();
    rmSync(base, { recursive: true, force: true });
    if (end !== "finished") throw new Error(end);
    report(`--set access=${access}`, `${requests.length}`, `at most ${most[access]}`);
    for (const [host, count] of countByHost(requests)) report(`  ${host}`, `${count}`);
  }
}

function countByHost(requests: readonly RequestRecord[]): [host: string, count: number][] {
  const hosts = Map.groupBy(requests, ({ host }) => host);
  return [...hosts].map(([host, { length }]) => [host, length]);
}
