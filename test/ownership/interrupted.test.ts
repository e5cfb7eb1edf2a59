import { afterAll, describe, expect, test } from "vitest";
import { leftovers } from "../quickstart.ts";
import { groupOf, namesOf, openShared, type SharedRun } from "./shared-cloud.ts";

const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends) await end();
});

/** What a process is killed by: nothing of what it did is written after this. */
const killed = "the process was killed";

/** Begins a run that is killed once an az command that begins so has done its work, before anything is known of it. */
async function takenUpAfter(command: string, access: "policy" | "rbac"): Promise<SharedRun> {
  const run = await openShared(ends, { access });
  run.state.resourceGroups.push(groupOf("bystander"));
  run.meddle((line, moment) => {
    if (moment !== "after" || !line.startsWith(command)) return;
    run.meddle(undefined);
    throw new Error(killed);
  });
  expect(await run.on("grant-access")).toContain(killed);
  return run.again();
}

const commands = {
  policy: ["group create", "keyvault create", "ad sp create-for-rbac", "keyvault set-policy"],
  rbac: ["keyvault create", "role assignment create"],
};

describe.each(["policy", "rbac"] as const)("with access by %s", { timeout: 60_000 }, (access) => {
  const all = commands[access];

  test.each(all)("killed right after '%s', clean-up removes what it made and nothing else", async (command) => {
    const run = await takenUpAfter(command, access);
    expect(await run.cleanUp()).toBe("done");
    expect(namesOf(run.state.resourceGroups)).toEqual(["bystander"]);
    run.state.resourceGroups = [];
    expect(leftovers(run)).toEqual([]);
  });

  test.each(all)("killed right after '%s', it goes on, and cleans up as if nothing had been", async (command) => {
    const run = await takenUpAfter(command, access);
    // What az showed once died with the process: that step is done again.
    expect(await run.on("grant-access")).toBe("finished");
    expect(await run.cleanUp()).toBe("done");
    expect(namesOf(run.state.resourceGroups)).toEqual(["bystander"]);
    run.state.resourceGroups = [];
    expect(leftovers(run)).toEqual([]);
  });
});
