import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import { createServerCertificate } from "./certificate.ts";
import { createState } from "./create-state.ts";
import { forgetWhatIsOver } from "./expiry.ts";
import { noLatency } from "./latency.ts";
import type { Latency } from "./latency.ts";
import { findBy } from "./lookup.ts";
import type { SimulatedAzure } from "./operation.ts";
import { startProxy } from "./proxy.ts";
import type { RequestRecord } from "./proxy.ts";
import type { HttpAnswer, Service, ServiceRequest } from "./service.ts";
import type { State } from "./state.ts";
import { holdState, openStore, readState, writePrivate } from "./store.ts";
import { signingKeyOf } from "./token.ts";

export interface SimulatorOptions {
  /**
   * Where the state and the authority's certificate are kept. A folder that was used before is taken up again. Left out,
   * nothing is written, and all is forgotten in the end.
   */
  folder?: string;
  /** A snapshot to begin from, in place of what the folder holds; it stays as it is. Left out, an Azure with nothing in it. */
  from?: State;
  /** Left out, any free port of 127.0.0.1 is taken. */
  port?: number;
  /** What a client has to show to the proxy (`proxyUrl` has it). Left out, every program on this machine is let in. */
  credential?: string;
  /** Left out, everything happens at once. */
  latency?: Partial<Latency>;
  /** Milliseconds since the epoch; left out, the real clock. */
  now?: () => number;
  /** Hears of each request when it has been answered, refused ones too. The simulator itself keeps none. */
  onRequest?: (request: RequestRecord) => void;
  /** Stands between the wire and the services: it passes a request on, as it is or not, or answers it. */
  intercept?: Intercept;
  /** Hears of bugs of the simulator, which its clients see as 500. Left out, only the client does. */
  onBug?: (bug: unknown) => void;
}

/**
 * Stands between the wire and the services.
 * @param pass lets the services answer a request, which need not be the one that came
 */
export type Intercept = (
  request: ServiceRequest,
  pass: (request: ServiceRequest) => Promise<HttpAnswer>,
) => Promise<HttpAnswer>;

/** A simulated Azure that runs in this process. */
export interface SimulatorInMemory {
  /** For `HTTPS_PROXY` and `HTTP_PROXY`. */
  proxyUrl: string;
  /** The authority's certificate (PEM), which clients have to trust. */
  ca: string;
  /** What operations work on. Its `state` can be changed behind their back: the next request finds it changed. */
  azure: SimulatedAzure;
  /** A copy of the state as it is now, from which another simulator can begin. */
  snapshot(): State;
  /** Puts back the state of a snapshot, which stays as it is. */
  restore(snapshot: State): void;
  /** Answers a request that does not come over the network; 502 for a vault that is not there, as its proxy does. */
  answer(request: ServiceRequest): Promise<HttpAnswer>;
  close(): Promise<void>;
}

/** A simulated Azure that runs in this process and keeps its state in a folder. */
export interface Simulator extends SimulatorInMemory {
  /** A PEM file with `ca`, for `REQUESTS_CA_BUNDLE` and `NODE_EXTRA_CA_CERTS`. */
  caFile: string;
}

const vaultDomain = ".vault.azure.net";

/** What answers for a host is loaded when it is asked first: a simulator is ready before. */
const services: Readonly<Record<string, (azure: SimulatedAzure) => Promise<Service>>> = {
  "login.microsoftonline.com": async (azure) => (await import("./entra/service.ts")).createEntra(azure),
  "graph.microsoft.com": async (azure) => (await import("./graph/service.ts")).createGraph(azure),
  "management.azure.com": async (azure) => (await import("./resource-manager/service.ts")).createResourceManager(azure),
  [vaultDomain]: async (azure) => (await import("./key-vault/service.ts")).createKeyVault(azure),
};

/**
 * Starts a simulated Azure behind an HTTPS forward proxy on 127.0.0.1. It answers as Entra, Graph, Resource Manager and
 * each existing vault, and refuses every other host. With a folder, what a request changed is on disk before its answer
 * leaves. Rejects with a `SimulatorError` where the port is taken, the folder cannot be used or its state is broken.
 */
export async function startSimulator(options: SimulatorOptions & { folder: string }): Promise<Simulator>;
export async function startSimulator(options?: SimulatorOptions): Promise<SimulatorInMemory>;
export async function startSimulator(options: SimulatorOptions = {}): Promise<SimulatorInMemory | Simulator> {
  const random = { guid: () => randomUUID(), hex: (bytes: number) => randomBytes(bytes).toString("hex") };
  const file = options.folder === undefined ? undefined : join(options.folder, "state.jsonl");
  const kept = options.from === undefined ? file && readState(file) : structuredClone(options.from);
  const state = kept || createState(random);
  const store = file === undefined ? holdState(state) : openStore(file, state);
  const azure: SimulatedAzure = {
    state: store.state,
    latency: { ...noLatency, ...options.latency },
    now: options.now ?? Date.now,
    ...random,
    ...(options.onBug && { onBug: options.onBug }),
  };
  const loaded = new Map<string, Promise<Service>>();
  let lookedAt = -Infinity;

  async function answer(request: ServiceRequest): Promise<HttpAnswer> {
    const answered = await (options.intercept?.(request, pass) ?? pass(request));
    store.save();
    return answered;
  }

  async function pass(request: ServiceRequest): Promise<HttpAnswer> {
    const service = await serviceFor(new URL(request.url).hostname);
    if (service === undefined) return { status: 421, headers: {}, body: "" };
    if (azure.now() - lookedAt >= 60_000) {
      lookedAt = azure.now();
      forgetWhatIsOver(azure);
    }
    return service.answer(request);
  }

  function serviceFor(host: string): Promise<Service> | undefined {
    const name = host.endsWith(vaultDomain) ? vaultDomain : host;
    const service = loaded.get(name) ?? (Object.hasOwn(services, name) ? services[name]?.(azure) : undefined);
    if (service !== undefined) loaded.set(name, service);
    return service;
  }

  function admit(host: string): number {
    // In Azure the name of a vault that does not exist is not in the DNS; what a proxy says to that is 502.
    if (host.endsWith(vaultDomain)) {
      return findBy(azure.state.vaults, "name", host.slice(0, -vaultDomain.length)) ? 200 : 502;
    }
    return Object.hasOwn(services, host) ? 200 : 403;
  }

  const hosts = Object.keys(services).map((host) => (host === vaultDomain ? `*${vaultDomain}` : host));
  const certificate = createServerCertificate(hosts, Date.now());
  const { port = 0, credential, onRequest = () => undefined } = options;
  const proxy = await startProxy({ port, certificate, credential, admit, answer, record: onRequest }).catch(
    (error: unknown) => {
      store.close();
      throw error;
    },
  );
  // Made beside what happens next: the first token needs it.
  void signingKeyOf(azure);
  const simulator: SimulatorInMemory = {
    ...{ proxyUrl: proxy.url, ca: certificate.ca, azure, snapshot: () => structuredClone(state) },
    restore: (snapshot) => void Object.assign(azure.state, structuredClone(snapshot)),
    async answer(request) {
      const status = admit(new URL(request.url).hostname);
      return status === 200 ? answer(request) : { status, headers: {}, body: "" };
    },
    async close() {
      await proxy.close();
      store.close();
    },
  };
  if (options.folder === undefined) return simulator;
  const caFile = join(options.folder, "ca.pem");
  writePrivate(caFile, certificate.ca);
  return { ...simulator, caFile };
}
