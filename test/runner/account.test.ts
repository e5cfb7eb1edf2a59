import { describe, expect, test } from "vitest";
import { exitCodes } from "../../src/errors.ts";
import { checkAccount } from "../../src/runner/account.ts";
import { cleanUp } from "../../src/runner/clean-up/clean-up.ts";
import { runTutorial } from "../../src/runner/run-tutorial.ts";
import type { Run } from "../../src/runner/run.ts";
import { smallCloud, type SmallCloud } from "./small-cloud.ts";
import { openSmallRun, stepOf, temporaryFolder } from "./small-run.ts";
import { cleaningStep, thingStep, tutorialOf } from "./small-steps.ts";

const tutorial = tutorialOf([thingStep("one"), thingStep("two"), cleaningStep()]);

/** A run that has made one thing, and is opened again by another process. */
async function begun(): Promise<{ cloud: SmallCloud; run: Run }> {
  const [cloud, base] = [smallCloud(), temporaryFolder()];
  await runTutorial(openSmallRun({ tutorial, cloud, base }), { until: "one" });
  return { cloud, run: openSmallRun({ tutorial, cloud, base }) };
}

describe("the account that is signed in", () => {
  test("is the run's from its beginning on, and is journalled once", async () => {
    const { run } = await begun();
    await checkAccount(run);
    const told = run.journal.entries.filter(({ type }) => type === "account");
    expect(told).toMatchObject([
      { account: { tenantId: "home", subscriptionId: "mine", userId: "u1", userName: "me" } },
    ]);
  });

  test("gives the values that a tutorial may use", async () => {
    const { run } = await begun();
    await checkAccount(run);
    expect([run.values.textOf("userId"), run.values.textOf("userType")]).toEqual(["u1", "User"]);
  });

  test.each([
    ["subscriptionId", "This run was begun with subscription mine; signed in is now subscription another."],
    ["tenantId", "This run was begun with tenant home; signed in is now tenant another."],
    ["userId", "This run was begun with user u1; signed in is now user another."],
  ])(
    "is refused when its %s is another one, with both and the way back, and nothing is touched",
    async (name, words) => {
      const { cloud, run } = await begun();
      cloud.account = { ...cloud.account, [name]: "another" };
      const [calls, looks] = [cloud.calls.length, cloud.looks];
      await expect(runTutorial(run)).rejects.toMatchObject({
        message: `${words} Nothing of it can be seen from here.`,
        hint: "az login --tenant home",
        exitCode: exitCodes.setUp,
      });
      expect([cloud.calls.length, cloud.looks]).toEqual([calls, looks]);
    },
  );

  test("is the same one where only the user's name was changed", async () => {
    const { cloud, run } = await begun();
    cloud.account = { ...cloud.account, userName: "me, married" };
    await expect(checkAccount(run)).resolves.toBeUndefined();
  });

  test("is checked again before anything is removed: nothing is called gone that cannot be seen", async () => {
    const { cloud, run } = await begun();
    await checkAccount(run);
    cloud.account = { ...cloud.account, tenantId: "another" };
    await expect(cleanUp(run, stepOf(run, "clean-up"))).rejects.toThrow("signed in is now tenant another");
    expect([cloud.names(), run.journal.progress.owned.size]).toEqual([["one"], 1]);
    expect(run.journal.progress.isCleaned).toBe(false);
  });
});
