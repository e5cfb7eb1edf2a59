import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { AzCredential } from "../../../src/azure/token.ts";
import type { ClientOptions } from "../../../src/azure/azure.ts";
import { createHttpClient } from "../../../src/azure/http-client.ts";
import { createServerCertificate } from "../../../src/simulator/certificate.ts";
import { startProxy } from "../../../src/simulator/proxy.ts";

/** What a service answers to every request. */
export interface ServiceAnswer {
  status: number;
  body: string;
  type?: string;
}

/** Azure's services, all of which give one answer; and options that lead the SDK's clients to them. */
export interface Services {
  answer: ServiceAnswer;
  options: ClientOptions & { retryOptions: { maxRetries: number } };
  close(): Promise<void>;
}

/** Starts them; who does so closes them. The SDK repeats nothing: what it says in the end is what is looked at. */
export async function startServices(): Promise<Services> {
  const hosts = ["login.microsoftonline.com", "management.azure.com", "graph.microsoft.com", "*.vault.azure.net"];
  const certificate = createServerCertificate(hosts, Date.now());
  const trusted = getCACertificates("default");
  setDefaultCACertificates([...trusted, certificate.ca]);
  const services = { answer: { status: 404, body: "" } as ServiceAnswer };
  const proxy = await startProxy({
    ...{ port: 0, certificate, admit: () => 200, record: () => {} },
    answer: async () => {
      const { status, body, type = "application/json" } = services.answer;
      return { status, body, headers: { "content-type": type } };
    },
  });
  const { hostname, port } = new URL(proxy.url);
  const proxyOptions = { host: `http://${hostname}`, port: Number(port) };
  const httpClient = createHttpClient(new AbortController().signal);
  return Object.assign(services, {
    options: { httpClient, proxyOptions, retryOptions: { maxRetries: 0 } },
    async close() {
      setDefaultCACertificates(trusted);
      await proxy.close();
    },
  });
}

const token = { token: "a.b.c", expiresOnTimestamp: Date.now() + 3_600_000, subscriptionId: "s" };

/** Somebody who is signed in. */
export const somebody: AzCredential = { getToken: async () => token, renew: async () => token };
