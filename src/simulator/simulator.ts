import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import { createServerCertificate } from "./certificate.ts";
import { createEntra } from "./entra/service.ts";
import { createGraph } from "./graph/service.ts";
import { createKeyVault } from "./key-vault/service.ts";
import { noLatency } from "./latency.ts";
import type { Latency } from "./latency.ts";
import type { SimulatedAzure } from "./operation.ts";
import { startProxy } from "./proxy.ts";
import type { RequestRecord } from "./proxy.ts";
import { createResourceManager } from "./resource-manager/service.ts";
import { createState, openStore, writePrivate } from "./store.ts";

export interface SimulatorOptions {
  /** Where the state and the authority's certificate are kept. A folder that was used before is taken up again. */
  folder: string;
  /** Left out, any free port of 127.0.0.1 is taken. */
  port?: number;
  /** Left out, everything happens at once. */
  latency?: Partial<Latency>;
  /** Milliseconds since the epoch; left out, the real clock. */
  now?: () => number;
  /** Hears of bugs of the simulator, which its clients see as 500. Left out, Hono writes them to the console. */
  onBug?: (bug: unknown) => void;
}

/** A simulated Azure that runs in this process. */
export interface Simulator {
  /** For `HTTPS_PROXY` and `HTTP_PROXY`. */
  proxyUrl: string;
  /** A PEM file for `REQUESTS_CA_BUNDLE` and `NODE_EXTRA_CA_CERTS`. */
  caFile: string;
  /** What `caFile` holds. */
  ca: string;
  azure: SimulatedAzure;
  /** All requests so far, in the order of their answers. */
  requests: readonly RequestRecord[];
  close(): Promise<void>;
}

const vaultDomain = ".vault.azure.net";

/**
 * Starts a simulated Azure behind an HTTPS forward proxy on 127.0.0.1. It answers as Entra, Graph, Resource Manager and
 * each existing vault, and refuses every other host. The state is on disk before the answer to a request that changed
 * it leaves. Rejects with `EADDRINUSE` for a port that is taken.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const random = { guid: () => randomUUID(), hex: (bytes: number) => randomBytes(bytes).toString("hex") };
  const store = openStore(join(options.folder, "state.json"));
  const azure: SimulatedAzure = {
    state: store.load() ?? (await createState(random)),
    latency: { ...noLatency, ...options.latency },
    now: options.now ?? Date.now,
    ...random,
    ...(options.onBug && { onBug: options.onBug }),
  };
  const services = new Map([
    ["login.microsoftonline.com", createEntra(azure)],
    ["graph.microsoft.com", createGraph(azure)],
    ["management.azure.com", createResourceManager(azure)],
  ]);
  const keyVault = createKeyVault(azure);
  const certificate = createServerCertificate([...services.keys(), `*${vaultDomain}`], Date.now());
  const requests: RequestRecord[] = [];

  store.save(azure.state);
  const proxy = await startProxy({
    port: options.port ?? 0,
    certificate,
    // In Azure the name of a vault that does not exist is not in the DNS; what a proxy says to that is 502.
    admit: (host) => (services.has(host) ? 200 : host.endsWith(vaultDomain) ? (hasVault(host) ? 200 : 502) : 403),
    async answer(request) {
      const host = new URL(request.url).hostname;
      const service = host.endsWith(vaultDomain) ? keyVault : services.get(host);
      const response = (await service?.fetch(request)) ?? new Response(null, { status: 421 });
      store.save(azure.state);
      return response;
    },
    record: (request) => requests.push(request),
  });

  function hasVault(host: string): boolean {
    return azure.state.vaults.some(({ name }) => `${name.toLowerCase()}${vaultDomain}` === host);
  }

  const caFile = join(options.folder, "ca.pem");
  writePrivate(caFile, certificate.ca);
  return { proxyUrl: proxy.url, caFile, ca: certificate.ca, azure, requests, close: () => proxy.close() };
}
