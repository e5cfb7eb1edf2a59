import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { localKinds } from "../../../src/local/kinds.ts";
import { fillDeclaration } from "../../../src/tutorial/declaration.ts";
import { describeDifference } from "../../../src/runner/resources/describe-difference.ts";
import { differenceOf } from "../../../src/runner/resources/difference.ts";
import { takeInventory, type Inventory } from "../../../src/runner/resources/inventory.ts";

function openProject() {
  const folder = mkdtempSync(join(tmpdir(), "surestep-local-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const project = join(folder, "project");
  mkdirSync(project);
  const look = (...files: string[]): Promise<Inventory> => {
    const around = { addresses: new Map([["file", files]]), owned: [], since: "2026-11-24T12:00:00Z" };
    return takeInventory(localKinds, { project }, around, 0);
  };
  return { folder, project, look };
}

function install(project: string, name: string, version: string): void {
  const folder = join(project, "node_modules", name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name, version }));
  writeFileSync(join(project, "package.json"), JSON.stringify({ dependencies: { [name]: `^${version}` } }));
}

test("files, folders and links of a project are told with what can be declared of them", async () => {
  const { project, look } = openProject();
  const before = await look();
  mkdirSync(join(project, "src"));
  writeFileSync(join(project, "src", "secret.txt"), "hidden");
  chmodSync(join(project, "src", "secret.txt"), 0o600);
  symlinkSync("nowhere", join(project, "link"));
  const difference = differenceOf(before, await look());
  expect(describeDifference(localKinds, difference).toSorted()).toEqual([
    "+ file src/secret.txt (6 bytes, 0600)",
    "+ folder src",
    "+ link link",
  ]);
  const file = difference.made.find(({ address }) => address === "src/secret.txt");
  expect(file).toMatchObject({
    goesWith: join(project, "src"),
    properties: { sha256: "e564b4081d7a9ea4b00dada53bdae70c99b87b6fce869f0c3dd4d2bfa1e53e1c" },
  });
  expect(JSON.stringify(difference)).not.toContain("hidden");
});

test("a file elsewhere is looked at where the tutorial declares it", async () => {
  const { folder, look } = openProject();
  const path = join(folder, "environment");
  expect((await look(path)).resources).toEqual([]);
  writeFileSync(path, "x");
  expect((await look(path)).resources).toMatchObject([{ address: path, properties: { type: "file", size: 1 } }]);
  expect((await look()).resources).toEqual([]);
});

test("a file of other content is changed", async () => {
  const { project, look } = openProject();
  writeFileSync(join(project, "a"), "1");
  const before = await look();
  writeFileSync(join(project, "a"), "2");
  expect(describeDifference(localKinds, differenceOf(before, await look()))).toEqual([
    expect.stringMatching(/^~ file a: sha256 6b86b273ff34.* → d4735e3a265e/),
  ]);
});

test("a package is told by the version that lies in the project, the files of packages are not told one by one", async () => {
  const { project, look } = openProject();
  const before = await look();
  install(project, "@azure/identity", "4.14.1");
  const difference = describeDifference(localKinds, differenceOf(before, await look()));
  expect(difference.filter((line) => !/ file package\.json /.test(line)).toSorted()).toEqual([
    "+ folder node_modules",
    "+ package @azure/identity 4.14.1",
  ]);
});

test("a package that is asked for and not installed is not there", async () => {
  const { project, look } = openProject();
  writeFileSync(join(project, "package.json"), JSON.stringify({ dependencies: { missing: "^1.0.0" } }));
  expect((await look()).resources.map(({ kind }) => kind)).toEqual(["file"]);
});

test("what has no end is looked at and not read", async () => {
  const { look } = openProject();
  expect((await look("/dev/zero")).resources).toMatchObject([{ properties: { type: "special" } }]);
});

test.each(["..", "../other", "a/../../other"])("a path that leads out of the project is refused: %s", (path) => {
  const declaration = { kind: "file", named: path, properties: {}, when: {} };
  expect(() => fillDeclaration(localKinds, "makes", declaration, () => "")).toThrow("is not in the project folder");
});
