import { afterAll, describe, expect, test } from "vitest";
import { groupOf, openShared } from "./shared-cloud.ts";

const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends) await end();
});

describe("what goes along the way", () => {
  test("a bystander's group that is gone in the end is told: others may have removed it", async () => {
    const run = await openShared(ends);
    run.state.resourceGroups.push(groupOf("bystander"));
    await run.on("create-vault");
    run.state.resourceGroups = run.state.resourceGroups.filter(({ name }) => name !== "bystander");
    expect(await run.cleanUp()).toBe("done");
    const { compared } = run.run.journal.progress;
    expect(compared).toMatchObject({
      isAsItWas: false,
      differences: [expect.stringContaining("- resource group bystander")],
    });
  });

  test("in an Azure of the run's own it was the run, so that clean-up is not green", async () => {
    const run = await openShared(ends, { isAlone: true });
    run.state.resourceGroups.push(groupOf("bystander"));
    await run.on("check-prerequisites");
    run.meddle(async (line, moment) => {
      if (moment === "after" && line.startsWith("keyvault create"))
        run.state.resourceGroups = run.state.resourceGroups.filter(({ name }) => name !== "bystander");
    });
    expect(await run.on("create-vault")).toContain("not asked for: - resource group bystander");
    expect(await run.cleanUp()).toBe("failed");
  });
});
