import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findHint } from "../../../src/azure/hint.ts";
import { knownFailures } from "../../../src/azure/known/failures.ts";
import { saidByProgram } from "../../../src/azure/known/said.ts";
import { readProgramError } from "../../../src/azure/program-error.ts";

/** What a program wrote, what it is known as, and the line of it that decides. */
interface Case {
  of: string;
  stderr: string;
  class: string;
  id: string;
  by: string;
  message: string;
}

/**
 * What the programs themselves wrote: az 2.91.0 against a simulator that gave the answers, npm 11.19 against a registry of
 * the same kind, Node.js 26 with the quickstart's SDK. Only paths and ports were changed, and long ones cut in the middle.
 */
function casesOf(program: string): Case[] {
  return JSON.parse(readFileSync(new URL(`said/${program}.json`, import.meta.url), "utf8"));
}

/** What was seen elsewhere, as it is told in the source of its entry: no machine of ours brings it about. */
const toldElsewhere: readonly (readonly [string, string])[] = [
  ["ERROR: Cannot set policies to a vault with '--enable-rbac-authorization' specified", "policy-on-rbac-vault"],
  ["ERROR: Values of identifierUris property must use a verified domain of the organization", "unverified-identifier"],
  ["ERROR: More than one application have the same display name 'http://mySP'", "several-applications"],
  ["ERROR: No subscriptions found for learner@example.com.", "no-subscription"],
  ["ERROR: Interactive authentication is needed. Please run:\naz login --claims-challenge e30=", "multifactor-needed"],
  ["ModuleNotFoundError: No module named 'azure.keyvault.v7_0'", "debian-az-secrets"],
  ["AttributeError: 'RoleAssignmentsOperations' object has no attribute 'config'", "debian-az-roles"],
  ["ModuleNotFoundError: No module named 'azure.mgmt'", "az-broken"],
  ["Action: 'Microsoft.KeyVault/vaults/secrets/setSecret/action'\nAssignment: (not found)", "no-data-role"],
  ["Error: The challenge resource 'vault.azure.net' does not match the requested domain", "challenge-resource"],
  ["ERROR: (Forbidden) Operation is not allowed.\nCode: Forbidden", "two-identities"],
  ["ERROR: (ConflictError) Another operation is in progress.\nCode: ConflictError", "vault-busy"],
  ["ERROR: (Directory_ConcurrencyViolation) Update failed.", "directory-still-copying"],
  ["RestError: getaddrinfo ENOTFOUND undefined.vault.azure.net\n  code: 'ENOTFOUND'", "vault-name-unset"],
  [
    "ERROR: Failed to resolve 'contoso.vault.azure.net' ([Errno -2] Name or service not known)",
    "vault-not-found-by-name",
  ],
  ["Error: getaddrinfo EAI_AGAIN registry.npmjs.org\n  code: 'EAI_AGAIN'", "unreachable"],
  ["bash: syntax error near unexpected token 'newline'", "placeholder-pasted"],
  ["bash: your-unique-keyvault-name: No such file or directory", "placeholder-pasted"],
  ["TypeError: client.getSecrets is not a function\n    at main (index.js:3:1)", "program-is-wrong"],
  ["Error: Cannot find module '@azure/identity'\n  code: 'MODULE_NOT_FOUND',", "module-missing"],
  ["Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'x' imported from index.mjs", "module-missing"],
  ["FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory", "out-of-resources"],
  ["npm error code ENOSPC\nnpm error nospc ENOSPC: no space left on device, write", "disk-full"],
  ["npm error code EACCES\nnpm error syscall mkdir\nnpm error path /project", "may-not-write"],
  ["npm error code ERESOLVE\nnpm error ERESOLVE unable to resolve dependency tree", "packages-do-not-fit"],
  [
    "ERROR: The command failed with an unexpected error. Here is the traceback:\nERROR: 'x'\nKeyError: 'x'",
    "az-crashed",
  ],
  ["Traceback (most recent call last):\n  File x\nTypeError: 'NoneType' object is not subscriptable", "az-crashed"],
  ['ERROR: (Forbidden) s\nInner error: {\n    "code": "SecretDisabled"\n}', "secret-disabled"],
];

function find(stderr: string) {
  return findHint(saidByProgram(stderr), knownFailures);
}

describe.each(["az", "npm", "node"])("of what %s says", (program) => {
  test.each(casesOf(program))("'$of' is $id, of the class $class, by its own words", (each) => {
    const found = find(each.stderr);
    expect({ id: found?.hint.id, class: found?.hint.class, by: found?.by }).toEqual({
      ...{ id: each.id, class: each.class, by: each.by },
    });
    expect(readProgramError(program, each.stderr).message.slice(0, 120)).toBe(each.message);
  });
});

test.each(toldElsewhere)("%s is known", (stderr, id) => {
  expect(find(stderr)?.hint.id).toBe(id);
});

describe("what is known", () => {
  test("is nothing of an error that nobody has met", () => {
    expect(find("ERROR: (Lockd) the thing is lockd")).toBeUndefined();
  });

  test("is not found by npm's warnings, which come where all goes well, too", () => {
    expect(find("npm warn EBADENGINE Unsupported engine\nnpm error code E503\n")?.hint.id).toBe("registry-unwell");
    expect(find("npm warn EBADENGINE Unsupported engine\n")).toBeUndefined();
  });

  test("names each failure once, with cause, remedy and source", () => {
    expect(new Set(knownFailures.map(({ id }) => id)).size).toBe(knownFailures.length);
    for (const { cause, remedy, source } of knownFailures)
      expect([cause, remedy, source].every((each) => each !== "")).toBe(true);
  });

  test("of a code that may mean several is the one whose text fits, else the most general", () => {
    const deleted = "A vault with the same name already exists in deleted state.";
    const known = (text: string) => findHint({ codes: ["ConflictError"], text }, knownFailures)?.hint.id;
    expect([known(deleted), known("Busy.")]).toEqual(["own-deleted-vault", "vault-busy"]);
  });
});
