import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createState, openStore } from "../../src/simulator/store.ts";
import { countingRandom } from "./azure.ts";

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "surestep-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const key = { kty: "RSA", kid: "k" };

test("what was saved is loaded by another store", async () => {
  const file = join(temporaryFolder(), "new", "state.json");
  const state = await createState(countingRandom(), key);
  expect(openStore(file).load()).toBeUndefined();
  openStore(file).save(state);
  expect(openStore(file).load()).toEqual(state);
});

test("only its owner can read the file, even where it was readable before", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "state.json");
  writeFileSync(file, "{}");
  chmodSync(file, 0o644);
  openStore(file).save(await createState(countingRandom(), key));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["state.json"]);
});

test("a draft that was left behind does not make the file readable", async () => {
  const file = join(temporaryFolder(), "state.json");
  writeFileSync(`${file}.draft`, "{", { mode: 0o644 });
  openStore(file).save(await createState(countingRandom(), key));
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("a state that did not change is not written again", async () => {
  const file = join(temporaryFolder(), "state.json");
  const state = await createState(countingRandom(), key);
  openStore(file).save(state);
  const store = openStore(file);
  store.load();
  const { ino } = statSync(file);
  store.save(state);
  expect(statSync(file).ino).toBe(ino);
  state.registeredProviders.push("microsoft.web");
  store.save(state);
  expect(readFileSync(file, "utf8")).toContain("microsoft.web");
});

test("a file that is no JSON is an error, not an empty Azure", () => {
  const file = join(temporaryFolder(), "state.json");
  writeFileSync(file, "{");
  expect(() => openStore(file).load()).toThrow(SyntaxError);
});

test("a fresh Azure signs with a key of its own", async () => {
  const [one, two] = [await createState(countingRandom()), await createState(countingRandom())];
  expect(one.signingKey).toMatchObject({ kty: "RSA", kid: expect.any(String), d: expect.any(String) });
  expect(one.signingKey.n).not.toBe(two.signingKey.n);
});
