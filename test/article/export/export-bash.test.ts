import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { bashLine } from "../../../src/article/export/bash-words.ts";
import { exportBash } from "../../../src/article/export/export-bash.ts";
import { loadTutorial } from "../../../src/tutorial/load.ts";

const tutorial = await loadTutorial(resolve("tutorial.yaml"));
const script = exportBash(tutorial, {
  conditions: { usesRoles: false, userNeedsRole: false, deletedSecret: false, deletedAppSecret: false },
  values: { rbacAuthorization: "false", liveApplication: "${clientId}" },
});

test("the script has every step's commands, and says which it had to leave out", () => {
  expect(script.text).toContain('az keyvault create --name "${vault_name}" -g "${resource_group}" -l "${location}"');
  expect(script.text).toContain("output=$(az ad sp create-for-rbac");
  expect(script.text).toContain('client_secret=$(property clientSecret password <<<"$output")');
  expect(script.text).not.toContain("az role assignment create");
  expect(script.leftOut.map(({ needs }) => needs)).toContain("deletedApplication");
  expect(script.leftOut.every(({ command }) => !script.text.includes(command))).toBe(true);
});

test("the script is one that bash can read", async () => {
  await expect(execa("bash", ["-n"], { input: script.text })).resolves.toMatchObject({ exitCode: 0 });
});

const shellcheck = ["/usr/bin/shellcheck", "/usr/local/bin/shellcheck"].find((path) => existsSync(path));

// Runs wherever shellcheck is installed; what it finds is a failure there.
test("shellcheck finds nothing in it", async ({ skip }) => {
  if (shellcheck === undefined) return skip();
  const { stdout } = await execa(shellcheck, ["--format=gcc", "-"], { input: script.text, reject: false });
  expect(stdout).toBe("");
});

describe("a value", () => {
  test("stays one word, whatever it holds, and what surrounds it is not expanded", async () => {
    const line = bashLine(["printf", "<%s>", 'a ${vaultName} $HOME `id` "q" \\', "it's", "--tags", "x=${vaultName}"]);
    const { stdout } = await execa("bash", ["-c", line], { env: { vault_name: "*; $(id)" } });
    expect(stdout).toBe('<a *; $(id) $HOME `id` "q" \\><it\'s><--tags><x=*; $(id)>');
  });

  test("is exported as it is", async () => {
    const line = `${bashLine(["export", "SECRET=${secretValue} !"])}; printf %s "$SECRET"`;
    const { stdout } = await execa("bash", ["-c", line], { env: { secret_value: "a b'c" } });
    expect(stdout).toBe("a b'c !");
  });
});
