import { afterAll, expect, test } from "vitest";
import { leftovers } from "../quickstart.ts";
import { openShared } from "./shared-cloud.ts";

const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends) await end();
});

const run = await openShared(ends);
await run.on("create-service-principal");
const { subscription, tenant } = run.simulator.snapshot();

/** Everything that there is, but for who may sign in where. */
function inTheCloud(): string {
  const { subscription: _, tenant: _t, signingKey: _k, deviceCodes: _d, ...rest } = run.simulator.snapshot();
  return JSON.stringify(rest);
}

test.each([
  [
    "subscription",
    () => (run.state.subscription = { id: "30000000-0000-4000-8000-000000000001", displayName: "other" }),
    subscription.id,
  ],
  ["tenant", () => (run.state.tenant = { ...tenant, id: "40000000-0000-4000-8000-000000000001" }), tenant.id],
])(
  "signed in to another %s, neither clean-up nor a step touches anything, and the way back is told",
  async (name, change, own) => {
    const before = inTheCloud();
    change();
    await run.az("login --use-device-code");
    const [cleaned, wentOn] = [await run.cleanUp(), await run.on("grant-access")];
    Object.assign(run.state, { subscription, tenant });
    await run.az("login --use-device-code");
    for (const end of [cleaned, wentOn]) {
      expect(end).toContain(`This run was begun with ${name} ${own}`);
      expect(end).toContain(`az login --tenant ${tenant.id}`);
      expect(end).toContain(`az account set --subscription ${subscription.id}`);
    }
    expect(inTheCloud()).toBe(before);
    expect(run.run.journal.progress.isCleaned).toBe(false);
  },
);

test("back in its own one, the same run cleans up, and nothing is left", async () => {
  expect(await run.cleanUp()).toBe("done");
  expect(leftovers(run)).toEqual([]);
});
