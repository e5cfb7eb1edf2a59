import type { SimulatedAzure } from "../../src/simulator/operation.ts";
import { noLatency } from "../../src/simulator/latency.ts";
import { createState } from "../../src/simulator/create-state.ts";
import { holdState } from "../../src/simulator/store.ts";
import { createSigningKey } from "../../src/simulator/token.ts";
import { isObject, subjectsOf, textOf } from "./address.ts";
import { openDoors } from "./caller.ts";
import { compareBodies, type Difference } from "./compare.ts";
import { compareHeaders } from "./headers.ts";
import { createIdentifiers } from "./identifiers.ts";
import { reasonFor } from "./known.ts";
import type { Exchange } from "./recording.ts";
import { seed } from "./seed.ts";
import { latencyOf } from "./timing.ts";
import { accountOf, aliasesOf, foundBefore } from "./world.ts";

/** What became of one exchange. */
export interface Outcome {
  index: number;
  method: string;
  url: string;
  verdict: "same" | "different" | "explained" | "out of scope";
  differences: Difference[];
  /** Why it is out of scope, or why a difference is meant. */
  reason?: string;
}

const random = { count: 0 };
const hexadecimal = (): string => (++random.count).toString(16);
const guid = (): string => `5eed0000-0000-4000-8000-${hexadecimal().padStart(12, "0")}`;
const hex = (bytes: number): string => `5eed${hexadecimal().padStart(bytes * 2 - 4, "0")}`;
const signingKey = await createSigningKey("a-key");

/** Replays a recording in order against a fresh simulated Azure, at the times of the recording. */
export async function replay(exchanges: readonly Exchange[]): Promise<Outcome[]> {
  const identifiers = createIdentifiers();
  const clock = { now: 0 };
  const account = accountOf(exchanges);
  const azure = azureOf(account, () => clock.now);
  const send = openDoors(azure, account.isApplication);
  const ours = new Set<string>();
  for (const [name, alias] of aliasesOf(exchanges)) identifiers.learnText(name, alias);
  await seed(azure, send, foundBefore(exchanges), exchanges, { identifiers, setTime: (at) => (clock.now = at) });
  const outcomes: Outcome[] = [];
  for (const [index, exchange] of exchanges.entries()) outcomes.push(await replayOne(exchange, index));
  return outcomes;

  async function replayOne(exchange: Exchange, index: number): Promise<Outcome> {
    const { method, url } = exchange;
    const about = { index, method, url: url.href };
    const outside = (reason: string): Outcome => ({ ...about, verdict: "out of scope", differences: [], reason });
    clock.now = exchange.at;
    Object.assign(azure.latency, latencyOf(exchanges, index));
    if (url.hostname === "login.microsoftonline.com" && method === "POST") {
      return outside("tokens cannot be asked for again: recorders hide what they are given for");
    }
    const link = identifiers.follow(url);
    if (link === undefined && url.searchParams.has("$skiptoken")) {
      return outside("a page of a list that was longer than what the recording made");
    }
    if (exchange.status === 429 || exchange.status >= 500) return outside(`the service was busy: ${exchange.status}`);
    const sent = { method, url: link ?? new URL(identifiers.translate(url.href)), headers: headersOf(exchange) };
    const body = exchange.requestBody && identifiers.translate(exchange.requestBody);
    const answer = await send({ ...sent, body }, exchange.status === 401);
    if (answer === undefined) return outside(`the simulator does not play ${url.hostname}`);
    const text = await answer.text();
    const simulated: unknown = text === "" ? undefined : JSON.parse(text);
    if (answer.status === 501 || /does not play/i.test(text)) return outside(messageOf(simulated));

    for (const { address } of subjectsOf(exchange)) ours.add(address.replace(/^management\.azure\.com/, ""));
    if (isObject(exchange.body) && typeof exchange.body["id"] === "string") ours.add(exchange.body["id"].toLowerCase());
    const recorded = isObject(exchange.body) ? withoutStrangers(exchange.body, simulated) : exchange.body;
    const differences = [
      ...(answer.status === exchange.status ? [] : [difference("status", exchange.status, answer.status)]),
      ...compareBodies(recorded, simulated, identifiers),
      ...compareHeaders(exchange.headers, answer.headers, identifiers),
    ];
    const reasons = differences.map((each) => reasonFor(each, exchange));
    if (differences.length === 0) return { ...about, verdict: "same", differences };
    if (reasons.includes(undefined)) return { ...about, verdict: "different", differences };
    return { ...about, verdict: "explained", differences, reason: [...new Set(reasons)].join("; ") };
  }

  /** A list without what was there before, and never asked for: the fresh simulator has none of it. */
  function withoutStrangers(body: Record<string, unknown>, simulated: unknown): Record<string, unknown> {
    const items = body["value"];
    if (!Array.isArray(items) || !isObject(simulated) || !Array.isArray(simulated["value"])) return body;
    const shown = new Set(simulated["value"].map((each) => (isObject(each) ? String(each["id"]).toLowerCase() : "")));
    const own = items.filter((each) => {
      if (!isObject(each) || typeof each["id"] !== "string") return true;
      const id = each["id"].toLowerCase();
      return shown.has(identifiers.translate(id).toLowerCase()) || ours.has(id) || ours.has(id.replace("https://", ""));
    });
    if (own.length === items.length) return body;
    const { nextLink: _, "@odata.nextLink": __, ...rest } = body;
    return { ...rest, value: own };
  }
}

function azureOf(account: ReturnType<typeof accountOf>, now: () => number): SimulatedAzure {
  const { state } = holdState({ ...createState({ guid }), signingKey });
  const { caller = state.user.id, subscription = state.subscription.id, tenant = state.tenant.id } = account;
  Object.assign(state.tenant, { id: tenant, domain: account.domain ?? state.tenant.domain });
  state.subscription.id = subscription;
  Object.assign(state.user, {
    id: caller,
    displayName: account.displayName ?? state.user.displayName,
    userPrincipalName: account.userPrincipalName ?? state.user.userPrincipalName,
  });
  return { state, latency: { ...noLatency }, now, guid, hex };
}

const meaning = new Set(["accept", "content-type", "consistencylevel", "if-match", "if-none-match"]);

/** The headers that have a meaning for the services; the others are the connection's, or hidden by the recorder. */
function headersOf({ requestHeaders }: Exchange): Record<string, string> {
  return Object.fromEntries(Object.entries(requestHeaders).filter(([name]) => meaning.has(name)));
}

function messageOf(body: unknown): string {
  const error = isObject(body) && isObject(body["error"]) ? body["error"] : {};
  return textOf(error["message"]) || "the simulator does not play it";
}

function difference(at: string, recorded: unknown, simulated: unknown): Difference {
  return { at, recorded, simulated };
}
