import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { azScript, liveWorld, type LiveWorld } from "../live.ts";
import { addProgram, leftInUse } from "../small-world.ts";

const unattended = ["tutorial", "--live", "--yes"];

interface Group {
  name: string;
  tags: Record<string, string>;
  properties: { provisioningState: string };
}

async function groups(world: LiveWorld): Promise<Group[]> {
  return (await world.az(["group", "list"])) as Group[];
}

/** Signs somebody else in, to the same subscription. */
async function signInAsAnother(world: LiveWorld): Promise<void> {
  const { id } = (await world.az(["account", "show"])) as { id: string };
  const role = ["--role", "Reader", "--scopes", `/subscriptions/${id}`];
  const made = await world.az(["ad", "sp", "create-for-rbac", "-n", "other", ...role]);
  const { appId, password, tenant } = made as Record<"appId" | "password" | "tenant", string>;
  await world.az(["login", "--service-principal", "-u", appId, "-p", password, "--tenant", tenant]);
}

test("a live run names the subscription, works with the az and the Azure of the environment, and leaves nothing", async () => {
  const world = await liveWorld();
  const { exitCode, stdout, stderr } = await world.surestep(unattended);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(/Azure: your own\n\s+az: +2\.99\.0 \(.*\/bin\/az\)\n/);
  const { name, id, user } = (await world.az(["account", "show"])) as {
    name: string;
    id: string;
    user: { name: string };
  };
  expect(stdout).toContain(`Subscription: ${name} (${id}), as ${user.name}`);
  const group = `resource group group-${world.runs()[0]}`;
  expect(stdout).toContain(`+ ${group} (eastus, surestep=1-${world.runs()[0]}-`);
  expect(stdout).toContain(`✔ ${group}: expected and found as asked for`);
  expect(stdout).toMatch(new RegExp(`Removed, and proved:\\n\\s+- ${group} \\(.*\\)\\n`));
  expect(stdout).toContain("Your Azure is as it was before the run.");
  expect(stdout).toContain(`in your Azure, with az 2.99.0`);
  expect(world.journal()[0]).toMatchObject({ mode: "live", az: { version: "2.99.0", standIn: false } });
  expect(await groups(world)).toEqual([]);
  expect(readdirSync(world.inRun())).toEqual(["journal.jsonl"]);
  expect(leftInUse(world)).toEqual([]);
});

test("a live run that was kept is gone on with live, by the account that began it alone, until all of it is gone", async () => {
  const world = await liveWorld({ groupDeletion: 3_600_000 });
  await world.surestep([...unattended, "--keep"]);
  const [group] = await groups(world);
  expect(group).toMatchObject({
    name: `group-${world.runs()[0]}`,
    tags: { surestep: expect.stringMatching(new RegExp(`^1-${world.runs()[0]}-[0-9a-f]{4}$`)) },
  });

  const simulated = await world.surestep(["tutorial", "--simulated", "--yes"]);
  expect(simulated.exitCode).toBe(2);
  expect(simulated.stderr).toMatch(/The unfinished run \w+ in .* is a live one\./);

  const { id, tenantId } = (await world.az(["account", "show"])) as Record<"id" | "tenantId", string>;
  await signInAsAnother(world);
  const before = world.journal();
  for (const command of [["clean-up"], unattended]) {
    const other = await world.surestep(command);
    expect(other.exitCode).toBe(3);
    expect(other.stderr).toMatch(/This run was begun with user [-\w]+; signed in is now user [-\w]+\./);
    expect(other.stderr).toContain(`'az login --tenant ${tenantId}', then: az account set --subscription ${id}`);
  }
  expect(world.journal()).toEqual(before);
  await world.az(["login", "--use-device-code", "--output", "none"]);

  const special = `"group delete"*) echo "ERROR: (ScopeLocked) It is locked." >&2; exit 1 ;;`;
  addProgram(world.bin, "az", azScript(special));
  const goneOn = await world.surestep(unattended);
  expect(goneOn.exitCode).toBe(6);
  expect(goneOn.stdout).toMatch(/✖ clean-up: Something is not as it was: resource group group-\w+ \(/);
  const locked = await world.surestep(["clean-up"]);
  expect(locked.exitCode).toBe(6);
  expect(locked.stdout).toMatch(/Still there:\n\s+- resource group group-\w+ \(.*\): it could not be removed\n/);
  expect(locked.stdout).toContain("Your Azure is not as it was before the run.");
  expect(locked.stdout).toContain(`To remove what is left, by hand:\n    $ az group delete -n ${group?.name} --yes\n`);
  expect(world.course().filter((line) => line.startsWith("survived"))).toHaveLength(2);
  expect(world.course()).not.toContain("cleaned");

  addProgram(world.bin, "az", azScript());
  const { exitCode, stdout } = await world.surestep(["clean-up", "--no-wait"]);
  expect(exitCode).toBe(6);
  expect(stdout).toContain(`$ az group delete -n ${group?.name} --yes --no-wait`);
  expect(stdout).toContain("Azure may be at work still. Clean up again in some minutes.");
  expect(await groups(world)).toMatchObject([{ properties: { provisioningState: "Deleting" } }]);
  expect(leftInUse(world)).toEqual([]);
});

test("what has a name that a step would give is left alone and said to be there, or used and not owned when the reader says so", async () => {
  const world = await liveWorld();
  await world.az(["group", "create", "-n", "mine", "-l", "eastus", "--tags", "owner=me"]);
  const before = await groups(world);
  const taken = await world.surestep([...unattended, "--set", "group=Mine"]);
  expect(taken.exitCode).toBe(3);
  expect(taken.stderr).toMatch(
    /There is a resource group mine \(eastus, owner=me\), made 20\S+Z already, and this run did not make it\./,
  );
  expect(taken.stderr).toContain("Choose another name with --set group=…; nothing of it was touched.");
  expect(taken.stderr).toContain("To use it as it is, without owning it: --use-existing resource-group");
  expect(await groups(world)).toEqual(before);

  const use = ["--set", "group=mine", "--use-existing", "resource-group"];
  const { exitCode, stdout } = await world.surestep([...unattended, ...use]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("Your Azure is as it was before the run.");
  expect(world.commands()).toEqual([]);
  expect(world.course().at(-1)).toBe("cleaned");
  expect(await groups(world)).toEqual(before);
});

test("a clean-up whose journal cannot be read from the first step on names what bears the run's mark", async () => {
  const world = await liveWorld();
  await world.surestep([...unattended, "--keep"]);
  const file = world.inRun("journal.jsonl");
  const lines = readFileSync(file, "utf8").split("\n");
  const line = lines.findIndex((text) => text.includes('"intent"'));
  writeFileSync(file, lines.with(line, '{"type":"intent","step":').join("\n"));
  const { exitCode, stdout } = await world.surestep(["clean-up"]);
  expect({
    exitCode,
    left: (await groups(world)).length,
    isNamed: stdout.includes(`group-${world.runs()[0]}`),
  }).toEqual({ exitCode: 0, left: 0, isNamed: true });
});

test("a live run is refused without an az, and of somebody who is not signed in, before anything is made", async () => {
  const world = await liveWorld();
  const without = await world.surestep(unattended, { env: { PATH: "/nothing" } });
  expect(without.exitCode).toBe(3);
  expect(without.stderr).toContain("There is no az on your PATH.");
  expect(world.runs()).toEqual([]);

  await world.az(["logout"]);
  const { exitCode, stderr } = await world.surestep(unattended);
  expect(exitCode).toBe(3);
  expect(stderr).toContain("az is not signed in to a subscription.");
  expect(stderr).toContain("az login");
  expect(world.course()).toEqual([]);
});
