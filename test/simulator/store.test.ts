import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createState } from "../../src/simulator/create-state.ts";
import { remove } from "../../src/simulator/lookup.ts";
import type { Secret, State } from "../../src/simulator/state.ts";
import { openStore, readState } from "../../src/simulator/store.ts";
import { countingRandom } from "./azure.ts";
import { addVault } from "./key-vault/vault.ts";

function stateFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "surestep-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "state.jsonl");
}

/** A store of a fresh Azure with one vault, in a file of its own. */
function open(file = stateFile()) {
  const plain = createState(countingRandom());
  addVault(plain);
  const store = openStore(file, plain);
  onTestFinished(() => store.close());
  return { file, ...store };
}

function secretOf(name: string): Secret {
  const rest = { contentType: null, tags: { $: "a" }, enabled: true, notBefore: null, expires: null };
  return { name, versions: [{ version: "0", value: "a value", ...rest, created: 0, updated: 0 }] };
}

function vaultOf({ vaults }: State) {
  const [vault] = vaults;
  if (vault === undefined) throw new Error("there is no vault");
  return vault;
}

/** Ways to change a state; each is a request. */
const changes: [what: string, change: (state: State) => void][] = [
  ["a member that is set", (state) => (state.tenant.displayName = "Another")],
  ["a member that is set to nothing", (state) => Object.assign(vaultOf(state), { enabledForDeployment: undefined })],
  ["a member that is deleted", (state) => Reflect.deleteProperty(vaultOf(state).tags, "a")],
  ["an item that is appended", (state) => vaultOf(state).secrets.push(secretOf("d"))],
  [
    "an item that is appended and then changed",
    (state) => {
      const secret = secretOf("d");
      vaultOf(state).secrets.push(secret);
      secret.versions.push(...secretOf("d").versions);
      vaultOf(state).secrets[3]?.versions.splice(0, 1);
    },
  ],
  [
    "an item that is removed",
    (state) => {
      const { secrets } = vaultOf(state);
      for (const secret of [...secrets].slice(1, 2)) remove(secrets, secret);
    },
  ],
  [
    "an array that is filtered",
    (state) => {
      const vault = vaultOf(state);
      vault.secrets = vault.secrets.filter(({ name }) => name !== "b");
    },
  ],
  [
    "an array that is emptied, turned or sorted",
    (state) => {
      state.registeredProviders.length = 1;
      vaultOf(state).secrets.reverse();
      vaultOf(state).secrets.sort((a, b) => (a.name < b.name ? -1 : 1));
      vaultOf(state).secrets.splice(-1);
    },
  ],
  [
    "what is moved, and then changed where it is",
    (state) => {
      const vault = vaultOf(state);
      const [secret] = vault.secrets.splice(0, 1);
      if (secret === undefined) throw new Error("there is no secret");
      vault.deletedSecrets.push({ secret, deletedAt: 0, visibleAt: 0, scheduledPurgeAt: 1, purgedUntil: null });
      secret.versions.push(...secretOf("a").versions);
      remove(state.vaults, vault);
      state.deletedVaults = [{ vault, deletedAt: 0, scheduledPurgeAt: 1, goneAt: null }];
      vault.location = "westus";
      vault.deletedSecrets[0]?.secret.versions.pop();
    },
  ],
  [
    "names that look like the log's own",
    (state) => {
      vaultOf(state).tags = JSON.parse('{ "$": "1", "__proto__": "x", "constructor": "y" }');
      vaultOf(state).networkAcls = { $: 3, deep: { $: { $: 0 } } };
      vaultOf(state).networkAcls = { $: 4, deep: [{ $: [1] }] };
    },
  ],
];

describe("a change is found by who reads the file next:", () => {
  test.each(changes)("%s", (_what, change) => {
    const { file, state, plain, save } = open();
    for (const name of ["a", "b", "c"]) vaultOf(state).secrets.push(secretOf(name));
    vaultOf(state).tags["a"] = "b";
    save();
    change(state);
    save();
    const read = readState(file);
    expect(read).toEqual(JSON.parse(JSON.stringify(plain)));
    expect(JSON.stringify(read)).toBe(JSON.stringify(plain));
  });

  test("all of them, one after the other, and each store takes up what the last one left", () => {
    const file = stateFile();
    let { plain, state, save } = open(file);
    for (const [, change] of changes.filter(([what]) => what !== "what is moved, and then changed where it is")) {
      for (const name of ["a", "b", "c"]) vaultOf(state).secrets.push(secretOf(name));
      change(state);
      save();
      const read = readState(file);
      expect(read).toEqual(JSON.parse(JSON.stringify(plain)));
      if (read === undefined) throw new Error("nothing was kept");
      ({ plain, state, save } = openStore(file, read));
    }
  });
});

test("where nothing was kept, nothing is read", () => {
  expect(readState(stateFile())).toBeUndefined();
});

test("only its owner can read the file, even where it or a draft of it was readable before", () => {
  const file = stateFile();
  for (const each of [file, `${file}.draft`]) {
    writeFileSync(each, "{}");
    chmodSync(each, 0o644);
  }
  open(file);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(file, ".."))).toEqual(["state.jsonl"]);
});

test("no change costs nothing", () => {
  const { file, state, save } = open();
  state.tenant.displayName = "Another";
  save();
  const { size } = statSync(file);
  state.tenant.displayName = "Another";
  save();
  expect(statSync(file).size).toBe(size);
});

test("a change costs what is new, however much there is", () => {
  const { file, state, save } = open();
  const costs = [0, 500].map((count) => {
    for (let at = 0; at < count; at++) vaultOf(state).secrets.push(secretOf(`s${at}`));
    save();
    const { size } = statSync(file);
    vaultOf(state).secrets.push(secretOf("one"));
    save();
    const moved = state.vaults.splice(0, 1);
    save();
    state.vaults.push(...moved);
    save();
    return statSync(file).size - size;
  });
  expect(costs[1]).toBeLessThan((costs[0] ?? 0) + 30);
});

test("a file that is changed for long does not grow with its changes", () => {
  const { file, state, plain, save } = open();
  for (let at = 0; at < 5000; at++) {
    state.tenant.displayName = `${"x".repeat(100)} ${at}`;
    save();
  }
  expect(statSync(file).size).toBeLessThan(300_000);
  expect(readState(file)).toEqual(plain);
});

describe("a file", () => {
  test("that ends within a line has lost what was in that line alone", () => {
    const { file, state, plain, save } = open();
    state.tenant.displayName = "Kept";
    save();
    appendFileSync(file, '[[1,"displayName","Los');
    expect(readState(file)).toEqual(plain);
  });

  test.each([
    ["no JSON", '{"surestepSimulator":1}\n{\n', /broken in line 2: .*Remove the file to begin anew/],
    ["no state", '{"surestepSimulator":1}\n7\n', /broken in line 2: there is no state in it/],
    ["a change of nothing", '{"surestepSimulator":1}\n{}\n[[99,"a",1]]\n', /broken in line 3: There is no object 99/],
    ["another program's", "{}\n", /not written by this version/],
  ])("that is %s is an error that says where, not an empty Azure", (_what, text, message) => {
    const file = stateFile();
    writeFileSync(file, text);
    expect(() => readState(file)).toThrow(
      expect.objectContaining({ code: "BROKEN_STATE", message: expect.stringMatching(message) }),
    );
  });

  test("that cannot be written or read says so", () => {
    const file = stateFile();
    writeFileSync(file, "");
    expect(() => open(join(file, "state.jsonl"))).toThrow(expect.objectContaining({ code: "EEXIST" }));
    mkdirSync(`${file}.d`);
    expect(() => readState(`${file}.d`)).toThrow(expect.objectContaining({ code: "EISDIR" }));
    expect(readFileSync(file, "utf8")).toBe("");
  });
});
