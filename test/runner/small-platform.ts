import { z } from "zod";
import type { Platform } from "../../src/tutorial/platform.ts";
import { exactlyEach, surveyAll, type Kind, type Resource, wordsFor } from "../../src/tutorial/resource.ts";
import type { SmallCloud, Thing } from "./small-cloud.ts";

/** Labels hang on things, and are worth nothing without them. */
const label: Kind<SmallCloud> = {
  ...{ name: "label", softDeletes: false, reservesName: false, isAttachment: true, usual: {} },
  declaration: z.strictObject({}),
  addressOf: (named) => named,
  expected: () => ({}),
  describe: ({ address }) => `label ${address}`,
  removal: ({ address }) => [["az", "label", "remove", "--name", address]],
  survey: async ({ things }) => ({
    resources: things.flatMap(({ name, identity, labels }) =>
      labels.map((each) => ({
        ...{ kind: "label", address: `${name}/${each}`, identity: `${identity}/${each}`, state: "live" as const },
        ...{ properties: {}, goesWith: identity },
      })),
    ),
    unread: [],
  }),
};

/** How long a deleted thing may be listed nowhere, in milliseconds. */
export const unlistedFor = 5000;

const thing: Kind<SmallCloud, { colour?: string | undefined }> = {
  ...{ name: "thing", softDeletes: true, reservesName: true, isAttachment: false, unlistedFor },
  declaration: z.strictObject({ colour: z.string().optional() }),
  addressOf: (named) => named,
  expected: (declared) => exactlyEach(declared),
  usual: exactlyEach({ colour: "grey" }),
  describe: ({ address, properties }) => `thing ${address} (${wordsFor(properties["colour"])})`,
  removal: ({ identity, state, until }) =>
    state === "deleted" && until !== undefined
      ? []
      : [["az", "thing", state === "live" ? "delete" : "purge", "--id", identity]],
  removalTakesMinutes: ({ state }) => state === "deleted",
  async survey(cloud) {
    cloud.looks += 1;
    await cloud.onLook?.(cloud.looks);
    const listed = cloud.things.filter((each) => (each.unlisted ?? 0) === 0);
    for (const each of cloud.things) each.unlisted = Math.max(0, (each.unlisted ?? 0) - 1);
    return { resources: listed.map(readThing), unread: [] };
  },
};

/** A thing as its kind reads it. */
export function readThing({
  name,
  identity,
  state,
  colour,
  createdAt,
  createdBy,
  runId,
  inside,
  until,
}: Thing): Resource {
  return {
    ...{ kind: "thing", address: name, identity, state, properties: { colour }, createdAt },
    ...(createdBy === undefined ? {} : { createdBy }),
    ...(runId === undefined ? {} : { runId }),
    ...(inside === undefined ? {} : { goesWith: inside }),
    ...(until === undefined || state === "live" ? {} : { until }),
  };
}

/** The kinds of a small cloud, in the order in which they are removed. */
export const smallKinds: readonly Kind<SmallCloud>[] = [label, thing];

/** An error that passes by itself. */
export class NotYet extends Error {}

/** A small cloud, as the runner sees it. */
export function smallPlatform(cloud: SmallCloud, { isAlone }: { isAlone: boolean }): Platform {
  return {
    ...{ kinds: smallKinds, isAlone, readsProject: false },
    survey: (around) => surveyAll(smallKinds, cloud, around),
    account: async () => cloud.account,
    returnTo: ({ tenantId = "" }) => `az login --tenant ${tenantId}`,
    signedIn: async () => [cloud.account["userName"] ?? ""],
    values: async () => ({ userId: cloud.account["userId"] ?? "", userType: "User" }),
    notYet: (error) => (error instanceof NotYet ? error.message : undefined),
    isNameFree: async (kind, address) => (kind === "thing" ? cloud.isNameFree?.(address) : undefined),
  };
}
