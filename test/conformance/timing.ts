import type { Latency } from "../../src/simulator/latency.ts";
import { isObject } from "./address.ts";
import type { Exchange } from "./recording.ts";

/** One thing that takes the service time: which request begins it, and which later exchange shows that it is over. */
interface Rule {
  latency: keyof Latency;
  begins(this: void, exchange: Exchange): boolean;
  ends(this: void, later: Exchange, first: Exchange): boolean;
}

const path = ({ url }: Exchange): string => `${url.hostname}${url.pathname}`.toLowerCase().replace(/\/$/, "");
const isGroup = (exchange: Exchange): boolean =>
  /^management[^/]*\/subscriptions\/[^/]+\/resourcegroups\/[^/]+$/.test(path(exchange));

/** The link that a client polls. */
function polls(later: Exchange, first: Exchange): boolean {
  const location = first.headers["location"];
  return location !== undefined && new URL(location).pathname.toLowerCase() === later.url.pathname.toLowerCase();
}

const innerCode = ({ body }: Exchange): unknown => {
  const error = isObject(body) && isObject(body["error"]) ? body["error"] : {};
  return isObject(error["innererror"]) ? error["innererror"]["code"] : undefined;
};

/** Somebody was let in to a vault's data. */
const isLetIn = ({ status, url }: Exchange): boolean => url.hostname.endsWith(".vault.azure.net") && status < 300;

const rules: readonly Rule[] = [
  {
    latency: "roleAssignment",
    begins: (exchange) => exchange.method === "PUT" && path(exchange).includes("/roleassignments/"),
    ends: isLetIn,
  },
  {
    latency: "accessPolicy",
    begins: (exchange) =>
      exchange.method !== "GET" &&
      /\/vaults\/[^/]+(\/accesspolicies\/\w+)?$/.test(path(exchange)) &&
      exchange.status < 300,
    ends: isLetIn,
  },
  {
    latency: "servicePrincipal",
    begins: (exchange) => exchange.method === "POST" && path(exchange).endsWith("/serviceprincipals"),
    ends: (later) => later.method === "PUT" && path(later).includes("/roleassignments/") && later.status < 300,
  },
  {
    latency: "groupDeletion",
    begins: (exchange) => exchange.method === "DELETE" && isGroup(exchange) && exchange.status === 202,
    ends: (later, first) =>
      (polls(later, first) && later.status === 200) ||
      (path(later) === path(first) && (later.status === 404 || later.status === 201)),
  },
  {
    latency: "vaultPurge",
    begins: (exchange) => exchange.method === "POST" && path(exchange).endsWith("/purge") && exchange.status === 202,
    ends: (later, first) => polls(later, first) && later.status === 200,
  },
  {
    latency: "vaultCreation",
    begins: ({ body, method }) => method === "PUT" && JSON.stringify(body ?? "").includes('"RegisteringDns"'),
    ends: (later, first) => path(later) === path(first) && JSON.stringify(later.body ?? "").includes('"Succeeded"'),
  },
  {
    latency: "secretDeletion",
    begins: (exchange) =>
      exchange.method === "DELETE" &&
      /net\/(secrets|keys|certificates)\/[^/]+$/.test(path(exchange)) &&
      exchange.status === 200,
    ends(this: void, later, first) {
      const deleted = path(first).replace(/net\/(\w+)\//, "net/deleted$1/");
      if (path(later) === path(first)) return innerCode(later) === "ObjectIsDeletedButRecoverable";
      return path(later).startsWith(deleted) && later.status < 300;
    },
  },
  {
    latency: "secretPurge",
    begins: (exchange) =>
      exchange.method === "DELETE" &&
      /net\/deleted(secrets|keys|certificates)\//.test(path(exchange)) &&
      exchange.status === 204,
    ends: (later, first) =>
      ["POST", "PUT"].includes(later.method) &&
      later.status < 300 &&
      path(later).replace(/\/(create|import)$/, "") === path(first).replace("net/deleted", "net/"),
  },
];

/**
 * What the exchange at an index begins, and how long the service took for it, in milliseconds. Zero where the recording does not show
 * its end, unless it shows that it was not over yet.
 */
export function latencyOf(exchanges: readonly Exchange[], index: number): Partial<Latency> {
  const first = exchanges[index];
  if (first === undefined) return {};
  const began = rules.filter((rule) => rule.begins(first));
  return Object.fromEntries(
    began.map(({ ends, latency }) => {
      const end = exchanges.slice(index + 1).find((later) => ends(later, first));
      return [latency, end === undefined ? 0 : end.at - first.at];
    }),
  );
}
