import { afterAll, expect, test } from "vitest";
import { words, wrong } from "./cloud.ts";
import { openQuickstart } from "./quickstart.ts";

const { cloud } = await openQuickstart("policy");
afterAll(cloud.close);

const expires = "2030-01-01T00:00:00Z";
const rotation = cloud.declared({
  changes: [{ secret: "my-vault/mySecret", versions: 2, "disabled-versions": 1, enabled: true, expires, tags: {} }],
});

/** Sets a second version with an expiry, and disables the first, or leaves that. */
async function rotate(disablesFirst: boolean): Promise<void> {
  const client = await cloud.azure.secrets("https://my-vault.vault.azure.net/");
  const first = (await client.getSecret("mySecret")).properties.version ?? "";
  await client.setSecret("mySecret", "new", { expiresOn: new Date(expires) });
  if (disablesFirst) await client.updateSecretProperties("mySecret", first, { enabled: false });
}

test("a rotation is two versions of the same secret, the first disabled, the second with an expiry", async () => {
  const { before, after } = await cloud.trying(() => rotate(true));
  expect(wrong(cloud.judge(before, before, rotation))).toHaveLength(1);
  const judged = cloud.judge(before, after, rotation);
  expect([wrong(judged), judged.owns]).toEqual([[], []]);
  expect(words(before, after)).toEqual([expect.stringMatching(/^~ secret my-vault\/mySecret: expires none → 2030-/)]);
});

test("a rotation that leaves the first version enabled is none", async () => {
  const { before, after } = await cloud.trying(() => rotate(false));
  expect(wrong(cloud.judge(before, after, rotation))).toEqual([
    expect.stringMatching(/^secret my-vault\/mySecret: versions: 2 versions, 1 of them disabled, not versions: /),
  ]);
});
