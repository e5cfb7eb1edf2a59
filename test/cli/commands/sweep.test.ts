import { expect, test } from "vitest";
import { formatMark, keepName } from "../../../src/tutorial/mark.ts";
import { liveWorld, type LiveWorld } from "../live.ts";

const hour = 3_600_000;

interface Left {
  /** So long ago the run was begun (milliseconds). */
  age: number;
  /** Beside the group, of which no service tells who made it, a vault in it, of which one does. */
  vault?: boolean;
  keptUntil?: string;
}

/** Makes what a run leaves. @returns the run's id */
async function leave(world: LiveWorld, name: string, { age, vault = false, keptUntil }: Left): Promise<string> {
  const id = `${Math.floor((Date.now() - age) / 1000).toString(36)}${name}`;
  const tags = [`surestep=${formatMark(id)}`, ...(keptUntil === undefined ? [] : [`${keepName}=${keptUntil}`])];
  await world.az(["group", "create", "-n", `left-${id}`, "-l", "eastus", "--tags", ...tags]);
  if (vault) await world.az(["keyvault", "create", "-n", `v-${id}`, "-g", `left-${id}`, "-l", "eastus"]);
  return id;
}

async function groups(world: LiveWorld): Promise<string[]> {
  return ((await world.az(["group", "list"])) as { name: string }[]).map(({ name }) => name).toSorted();
}

test("sweep removes what the reader's runs of more than a day ago left, when told to, and leaves others', kept and unmarked things alone", async () => {
  const world = await liveWorld();
  const old = await leave(world, "mine", { age: 25 * hour, vault: true });
  const young = await leave(world, "yung", { age: 23 * hour, vault: true });
  const unknown = await leave(world, "what", { age: 26 * hour });
  const keptUntil = new Date(Date.now() + 24 * hour).toISOString();
  const kept = await leave(world, "kept", { age: 27 * hour, vault: true, keptUntil });
  await world.az(["group", "create", "-n", "production", "-l", "eastus", "--tags", "surestep=production"]);
  const all = await groups(world);

  const shown = await world.surestep(["sweep", "--dry-run"]);
  expect(shown.exitCode).toBe(0);
  expect(shown.stdout).toMatch(/^Subscription .*: 3 forgotten runs\.\n/);
  const lines = shown.stdout.split(/\n(?= {2}Run )/).slice(1);
  expect(lines[0]).toContain(`Run ${kept}, begun `);
  expect(lines[0]).toContain(`: left alone, kept until ${keptUntil}\n`);
  expect(lines[1]).toContain(`Run ${unknown}, begun `);
  expect(lines[1]).toContain(": left alone, nothing says that you made it (--anybodys removes it, too)\n");
  expect(lines[2]).toMatch(new RegExp(`Run ${old}, begun .* UTC\\n`));
  expect(lines[2]).toMatch(new RegExp(`\\n\\s+- vault v-${old} \\(`));
  expect(lines[2]).toMatch(new RegExp(`\\n\\s+- resource group left-${old} \\(`));
  expect(shown.stdout).not.toContain("production");

  const unasked = await world.surestep(["sweep"]);
  expect(unasked.exitCode).toBe(2);
  expect(unasked.stderr).toContain("Nothing was removed: there is nobody to ask whether");
  expect(unasked.stderr).toContain("Say so with --yes.");
  expect(await groups(world)).toEqual(all);

  const { exitCode, stdout } = await world.surestep(["sweep", "--yes"]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`✔ az group delete -n left-${old} --yes`);
  expect(stdout).toContain(`✔ az keyvault purge`);
  expect(stdout).toContain(`Gone: all of run ${old}.`);
  expect(await groups(world)).toEqual(all.filter((name) => name !== `left-${old}`));
  expect(await world.az(["keyvault", "list-deleted"])).toEqual([]);

  const anybodys = await world.surestep(["sweep", "--yes", "--anybodys"]);
  expect(anybodys.exitCode).toBe(0);
  expect(anybodys.stdout).toContain(`Gone: all of run ${unknown}.`);
  expect(await groups(world)).toEqual([`left-${kept}`, `left-${young}`, "production"].toSorted());
});

test("sweep needs a real az", async () => {
  const world = await liveWorld();
  const { exitCode, stderr } = await world.surestep(["sweep", "--az", "builtin"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("this is the stand-in");
});
