import type { HttpAnswer, ServiceRequest } from "../../simulator/service.ts";
import { alterations, type Alteration, type Others } from "../alter.ts";
import { removeBystander } from "../bystanders.ts";
import { mayChange, sameRequest, type GoodStep } from "../good-run.ts";
import type { ProofWorld } from "../proof-world.ts";
import type { Mutant } from "./mutant.ts";
import { undoLater } from "./undo-later.ts";

/** What happens to one request: it is told its body, and how to have it answered. */
type Meddle = (
  given: { request: ServiceRequest; body: string; world: ProofWorld },
  pass: (request: ServiceRequest) => Promise<HttpAnswer>,
) => Promise<HttpAnswer>;

/** The ways in which each request of a step that changed something may be answered well and done badly. */
export function requestMutants({ step, requests }: GoodStep, others: Others): Mutant[] {
  return requests.flatMap((request) => {
    const where = `${request.method} ${shownUrl(request.url)}`;
    const mutant = (how: string, meddle: Meddle): Mutant => ({
      ...{ step: step.id, where, how },
      intercept: (world) => meddleWith(world, request.index, meddle),
    });
    return [
      mutant("acknowledged, and not carried out", notCarriedOut),
      mutant("carried out twice", twice),
      mutant("undone again after five seconds", undoLater),
      mutant("one more is made beside it", oneMore),
      mutant("something of somebody else is removed beside it", removesBystander),
      ...alteredBodies(request.body, others).map(({ title }, index) => mutant(title, withBody(index, others))),
      ...alteredUrls(request.url).map(({ title, url }) => mutant(title, withUrl(url))),
    ];
  });
}

/** Meddles with the request of a place, and passes all others on. */
function meddleWith(world: ProofWorld, index: number, meddle: Meddle): ReturnType<NonNullable<Mutant["intercept"]>> {
  let count = 0;
  return async (request, pass) => {
    if (!mayChange(request)) return pass(request);
    count += 1;
    if (count - 1 !== index) return pass(request);
    const body = await request.text();
    return meddle({ request: sameRequest(request, { body }), body, world }, pass);
  };
}

const notCarriedOut: Meddle = async ({ request, world: { simulator } }, pass) => {
  const before = simulator?.snapshot();
  const answer = await pass(request);
  if (before !== undefined) simulator?.restore(before);
  return answer;
};

const twice: Meddle = async ({ request }, pass) => {
  const answer = await pass(request);
  await pass(request);
  return answer;
};

const oneMore: Meddle = async ({ request, body }, pass) => {
  const answer = await pass(request);
  // One of another name: where the request names it in its body, or at the end of its address.
  const named = body.replace(/("displayName"\s*:\s*")([^"]*)"/, '$1$2-more"');
  const url = named === body ? renamed(new URL(request.url)) : request.url;
  await pass(sameRequest(request, { url, body: named }));
  return answer;
};

const removesBystander: Meddle = async ({ request, world: { simulator } }, pass) => {
  const answer = await pass(request);
  if (simulator !== undefined) removeBystander(simulator.azure.state, new URL(request.url));
  return answer;
};

/** Alters the body as it is now: what is made up anew each time is another one than in the good run. */
function withBody(index: number, others: Others): Meddle {
  return ({ request, body }, pass) => {
    const altered = alteredBodies(body, others)[index]?.value;
    return pass(sameRequest(request, { body: altered === undefined ? body : JSON.stringify(altered) }));
  };
}

function withUrl(alter: (url: URL) => string): Meddle {
  return ({ request, body }, pass) => pass(sameRequest(request, { url: alter(new URL(request.url)), body }));
}

function alteredBodies(body: string, others: Others): Alteration[] {
  return body.startsWith("{") ? alterations(JSON.parse(body), others) : [];
}

interface AlteredUrl {
  title: string;
  url: (url: URL) => string;
}

function alteredUrls({ pathname }: URL): AlteredUrl[] {
  const wider: AlteredUrl[] = pathname.includes("/Microsoft.Authorization/")
    ? [
        {
          title: "for the whole group",
          url: (url) => url.href.replace(/\/providers\/Microsoft\.KeyVault\/vaults\/[^/]+/i, ""),
        },
        {
          title: "for the whole subscription",
          url: (url) => url.href.replace(/\/resourceGroups\/.*?(?=\/providers\/Microsoft\.Authorization)/i, ""),
        },
      ]
    : [];
  const isNamed = renamed(new URL(pathname, "https://host")) !== new URL(pathname, "https://host").href;
  return isNamed ? [...wider, { title: "for another name", url: renamed }] : wider;
}

const madeUpName = /^[0-9a-f-]{32,36}$/i;

/** The address with another name at its end; the same where no name stands there. */
function renamed(url: URL): string {
  const parts = url.pathname.split("/");
  const last = parts.at(-1) ?? "";
  if (parts.length < 3 || madeUpName.test(last) || !/\d|[A-Z-]/.test(last)) return url.href;
  return new URL(`${[...parts.slice(0, -1), `${last}x`].join("/")}${url.search}`, url).href;
}

/** The part of an address that tells one request of a step from another. */
function shownUrl({ hostname, pathname }: URL): string {
  const host = hostname.replace(/^[^.]+\.vault\.azure\.net$/, "vault").replace(/^(graph|management)\..*$/, "$1");
  return `${host} ${pathname.replace(/^\/(v1\.0|subscriptions\/[^/]+)(?=\/)/, "").replaceAll(/[0-9a-f-]{36}/gi, "…")}`;
}
