import type { Inventory } from "../../../src/runner/resources/inventory.ts";
import type { Kind, Resource } from "../../../src/tutorial/resource.ts";
import { z } from "zod";

/** Boxes that hold notes: two kinds that no platform has. */
const plain = {
  declaration: z.record(z.string(), z.unknown()),
  softDeletes: true,
  reservesName: true,
  isAttachment: false,
  usual: {},
  survey: async () => ({ resources: [], unread: [] }),
  addressOf: (named: string) => named,
  expected: () => ({}),
};

export const smallKinds: readonly Kind[] = [
  {
    ...{ ...plain, name: "note", isAttachment: true },
    describe: ({ address }) => `note ${address}`,
    removal: ({ address, state }) => [[state === "live" ? "tear" : "burn", address]],
  },
  {
    ...{ ...plain, name: "box" },
    describe: ({ address }) => `box ${address}`,
    removal: ({ address, state, until }) =>
      until === undefined ? [[state === "live" ? "close" : "crush", address]] : [],
  },
];

/** A box, or whatever else it is said to be. */
export function thing(identity: string, more: Partial<Resource> = {}): Resource {
  return { kind: "box", address: identity, identity, state: "live", properties: {}, ...more };
}

/** One look, at noon or later. */
export function look(resources: Resource[], more: Partial<Inventory> = {}): Inventory {
  return { at: "2026-11-24T12:00:00.500Z", kinds: ["box", "note"], resources, unread: [], ...more };
}
