import { describe, expect, test } from "vitest";
import type { CommandEvidence, Evidence, ResourceEvidence } from "../../../src/article/evidence.ts";
import { evidenceRules, findInEvidence } from "../../../src/article/evidence-rules/all-evidence-rules.ts";
import { readArticle } from "../../../src/article/read-article.ts";

const nothing: Evidence = { commands: [], requests: [], inventories: [] };
const article = await readArticle(
  "```azurecli\naz keyvault set-policy --secret-permissions get set purge --key-permissions get\n```\n",
  { path: "a.md" },
);

const ran = (given: Partial<CommandEvidence>): CommandEvidence => ({
  text: "az x show",
  line: 9,
  moment: "in-order",
  exitCode: 0,
  output: "",
  ...given,
});

const vault = (given: Partial<ResourceEvidence> = {}): ResourceEvidence => ({
  kind: "vault",
  address: "v",
  identity: "vault/1",
  state: "live",
  ...given,
});

const look = (afterLine: number, at: number, ...resources: ResourceEvidence[]) => ({ afterLine, at, resources });

function find(rule: string, evidence: Partial<Evidence>): string[] {
  return findInEvidence(article, { ...nothing, ...evidence })
    .filter((finding) => finding.rule === rule)
    .map(({ line, evidence: said }) => `${line}: ${said}`);
}

test("nothing that happened gives no findings", () => {
  expect(findInEvidence(article, nothing)).toEqual([]);
  expect(new Set(evidenceRules.map(({ id }) => id)).size).toBe(evidenceRules.length);
});

test("a command that fails is found, with what it said; one that went well is not", () => {
  const failed = ran({ exitCode: 1, output: "WARNING: x\nERROR: Cannot set policies\n" });
  expect(find("command-fails", { commands: [failed, ran({ line: 11 })] })).toEqual([
    "9: 'az x show' ended with 1: ERROR: Cannot set policies",
  ]);
});

test("what a tool warns of as deprecated is found; other warnings are not", () => {
  const output = "WARNING: Option '--sdk-auth' has been deprecated and will be removed in a future release.\n{}";
  expect(find("deprecated", { commands: [ran({ output })] })).toEqual([expect.stringContaining("--sdk-auth")]);
  expect(find("deprecated", { commands: [ran({ output: "WARNING: The output includes credentials." })] })).toEqual([]);
});

describe("a check", () => {
  const gone =
    "ERROR: (SecretNotFound) A secret with (name/id) mySecret was not found\nRequestId: 35ad10f1-7799-4766-9acf-f2d946161b77";

  test("that says the same of what never existed cannot fail", () => {
    const never = gone.replace("mySecret", "never1").replace("35ad", "77ff");
    const commands = [
      ran({ exitCode: 3, output: gone, names: ["mySecret"] }),
      ran({ moment: "never-existed", exitCode: 3, output: never, names: ["never1"] }),
    ];
    expect(find("check-cannot-fail", { commands })).toEqual([expect.stringContaining("never existed")]);
  });

  test("that said the same before anything was done cannot fail", () => {
    const commands = [ran({ output: "{}" }), ran({ moment: "before-section", output: "{}" })];
    expect(find("check-cannot-fail", { commands })).toEqual([expect.stringContaining("before anything")]);
  });

  test("that said something else before can", () => {
    const commands = [
      ran({ exitCode: 3, output: gone }),
      ran({ moment: "before-section", output: '{"value":"x"}' }),
      ran({ moment: "never-existed", exitCode: 1, output: gone }),
      ran({ line: 20, moment: "before-section", exitCode: 3, output: gone }),
    ];
    expect(find("check-cannot-fail", { commands })).toEqual([]);
  });
});

describe("what holds only later", () => {
  test("is found by a second look after the same line", () => {
    const secret = vault({ kind: "secret", address: "s" });
    const inventories = [look(9, 1000, secret), look(9, 6000, { ...secret, state: "deleted" })];
    expect(find("holds-later", { inventories })).toEqual([
      "9: After the line the secret s was still live, and deleted only at a look 5 s later.",
    ]);
  });

  test("is found by a service that is still at it", () => {
    const output = "ERROR: (Conflict) Secret s is currently being deleted.";
    expect(find("holds-later", { commands: [ran({ exitCode: 1, output })] })).toEqual([
      expect.stringContaining("currently being deleted"),
    ]);
  });

  test("is not what a later line has changed", () => {
    expect(find("holds-later", { inventories: [look(9, 1, vault()), look(9, 2, vault()), look(11, 3)] })).toEqual([]);
  });
});

test("what is left is told by identity, with the line that made it; what was there before is not", () => {
  const theirs = vault({ identity: "vault/0" });
  const inventories = [
    look(0, 1, theirs),
    look(61, 2, theirs, vault()),
    look(190, 3, theirs, vault({ state: "deleted", until: "2027-02-22", means: "its name stays taken" })),
  ];
  expect(find("remains", { inventories })).toEqual([
    "61: After the clean-up the vault v is still there, deleted, but not purged: since line 61; until 2027-02-22; its name stays taken.",
  ]);
  expect(find("remains", { inventories: [look(0, 1, theirs), look(61, 2, vault()), look(190, 3, theirs)] })).toEqual(
    [],
  );
});

const request = (method: string, path: string, given = {}) => ({
  line: 20,
  method,
  url: `https://v.vault.azure.net${path}?api-version=7.6`,
  status: 200,
  by: "application" as const,
  ...given,
});

describe("permissions", () => {
  const all = [
    request("GET", "/secrets/s/"),
    request("PUT", "/secrets/s"),
    request("DELETE", "/deletedsecrets/s", { status: 204 }),
    request("GET", "/keys/k/1"),
  ];

  test("that no request of the program has used are found", () => {
    const denied = request("DELETE", "/deletedsecrets/s", { status: 403 });
    const reader = request("GET", "/keys/k/1", { by: "reader" });
    expect(find("least-privilege", { requests: [...all.slice(0, 2), denied, reader] })).toEqual([
      "2: For secrets the command grants purge, which no request of the program has used.",
      "2: For keys the command grants get, which no request of the program has used.",
    ]);
  });

  test("that were all used are not, nor where nothing is known", () => {
    expect(find("least-privilege", { requests: all })).toEqual([]);
    expect(find("least-privilege", {})).toEqual([]);
  });
});

test("what fails the second time only is found", () => {
  const again = ran({ moment: "second-time", exitCode: 1, output: "ERROR: (VaultAlreadyExists)" });
  expect(find("second-time", { commands: [ran({}), again] })).toEqual([expect.stringContaining("VaultAlreadyExists")]);
  expect(find("second-time", { commands: [ran({ exitCode: 1 }), again] })).toEqual([]);
});
