import { describe, expect, test } from "vitest";
import { isRetryable, readAzError, saysItIsAbsent } from "../../src/azure/az-error.ts";

const noSecret =
  "A secret with (name/id) mySecret was not found in this key vault. If you recently deleted this secret you may be " +
  "able to recover it using the correct recovery command. For help resolving this issue, please see " +
  "https://go.microsoft.com/fwlink/?linkid=2125182";

const forbidden = "Caller is not authorized to perform action on resource.";

/** What az 2.91 wrote for a secret in a vault that uses Azure RBAC. */
const forbiddenByRbac = [
  `ERROR: (Forbidden) ${forbidden}`,
  "If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.",
  "Code: Forbidden",
  `Message: ${forbidden}`,
  "If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.",
  "Inner error: {",
  '    "code": "ForbiddenByRbac"',
  "}",
  "",
].join("\n");

describe("az's standard error gives the code and the sentence", () => {
  test.each([
    {
      of: "a secret that does not exist",
      stderr: `ERROR: (SecretNotFound) ${noSecret}\nCode: SecretNotFound\nMessage: ${noSecret}\n`,
      code: "SecretNotFound",
      message: `(SecretNotFound) ${noSecret}`,
    },
    {
      of: "a vault's name that is taken",
      stderr:
        "ERROR: (VaultAlreadyExists) The vault name 'contoso' is already in use.\nCode: VaultAlreadyExists\n" +
        "Message: The vault name 'contoso' is already in use.\n",
      code: "VaultAlreadyExists",
      message: "(VaultAlreadyExists) The vault name 'contoso' is already in use.",
    },
    {
      of: "Entra's refusal of a client secret",
      stderr:
        "ERROR: AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the " +
        "client secret value, not the client secret ID. Trace ID: 1 Correlation ID: 2 Timestamp: 3\n",
      code: "AADSTS7000215",
      message: expect.stringMatching(/^AADSTS7000215: Invalid client secret provided\./),
    },
    {
      of: "nobody being signed in",
      stderr: "ERROR: Please run 'az login' to setup account.\n",
      code: undefined,
      message: "Please run 'az login' to setup account.",
    },
    {
      of: "a policy set on a vault that uses Azure RBAC",
      stderr: "ERROR: Cannot set policies to a vault with '--enable-rbac-authorization' specified\n",
      code: undefined,
      message: "Cannot set policies to a vault with '--enable-rbac-authorization' specified",
    },
    {
      of: "a command with a warning before its error",
      stderr: "WARNING: Unable to find user with spn 'x'\nERROR: Unable to get object id from principal name.\n",
      code: undefined,
      message: "Unable to get object id from principal name.",
    },
    {
      of: "a command with a warning after its error",
      stderr: "ERROR: Operation cancelled.\nWARNING: You have 2 updates available.\n",
      code: undefined,
      message: "Operation cancelled.",
    },
    {
      of: "Windows line ends",
      stderr:
        "ERROR: (ResourceGroupNotFound) Resource group 'x' could not be found.\r\nCode: ResourceGroupNotFound\r\n",
      code: "ResourceGroupNotFound",
      message: "(ResourceGroupNotFound) Resource group 'x' could not be found.",
    },
    {
      of: "a traceback: the last line",
      stderr:
        "Traceback (most recent call last):\n  File x\nModuleNotFoundError: No module named 'azure.keyvault.v7_0'\n",
      code: undefined,
      message: "ModuleNotFoundError: No module named 'azure.keyvault.v7_0'",
    },
    { of: "nothing at all", stderr: "", code: undefined, message: "" },
  ])("of $of", ({ stderr, code, message }) => {
    expect(readAzError(stderr)).toEqual({ code, message });
  });

  test("of a refusal: the inner code, which tells more than Forbidden, and the first line of the sentence", () => {
    expect(readAzError(forbiddenByRbac)).toEqual({ code: "ForbiddenByRbac", message: `(Forbidden) ${forbidden}` });
  });
});

test.each([
  ["Conflict", true],
  ["ObjectIsBeingDeleted", true],
  ["Throttled", true],
  ["ObjectIsDeletedButRecoverable", false],
  ["AuthorizationFailed", false],
  ["ScopeLocked", false],
  [undefined, false],
])("%s may pass by itself: %s", (code, passes) => {
  expect(isRetryable({ code, message: "" })).toBe(passes);
});

test("not to find what is listed may pass, no error at all does not", () => {
  const message = 'Not Found({"error":{"code":"Request_ResourceNotFound","message":"Resource does not exist"}})';
  expect([isRetryable({ code: undefined, message }), isRetryable(undefined)]).toEqual([true, false]);
});

describe("only az's exit code 3 with a word of absence means that a thing does not exist", () => {
  const absent = { code: "SecretNotFound", message: `(SecretNotFound) ${noSecret}` };
  test.each([
    [3, absent, true],
    [1, absent, false],
    [3, { code: "Forbidden", message: forbidden }, false],
    [3, undefined, false],
    [3, { code: undefined, message: "Resource 'x' does not exist or one of its queried references is gone." }, true],
  ])("exit code %i with %o: %s", (exitCode, error, absence) => {
    expect(saysItIsAbsent({ exitCode, error })).toBe(absence);
  });
});
