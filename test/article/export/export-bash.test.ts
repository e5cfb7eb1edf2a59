import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { bashLine } from "../../../src/article/export/bash-words.ts";
import { exportBash } from "../../../src/article/export/export-bash.ts";
import { platforms } from "../../../src/cli/session/platforms.ts";
import { loadTutorial } from "../../../src/tutorial/load.ts";

const tutorial = await loadTutorial(resolve("tutorial.yaml"), platforms);
const script = exportBash(tutorial, platforms.azure.kinds);

test("the script has every step's commands, under their conditions", () => {
  expect(script.text).toContain('az keyvault create --name "${vault_name}" -g "${resource_group}" -l "${location}"');
  expect(script.text).toContain("output=$(az ad sp create-for-rbac");
  expect(script.text).toContain('client_secret=$(property clientSecret password <<<"$output")');
  expect(script.text).toMatch(/if \[\[ \$access == rbac \]\]; then\n {2}az role assignment create/);
  expect(script.text).not.toContain("az keyvault secret recover");
  expect(script.leftOut).toEqual([]);
});

test("the script is one that bash can read", async () => {
  await expect(execa("bash", ["-n"], { input: script.text })).resolves.toMatchObject({ exitCode: 0 });
});

const shellcheck = ["/usr/bin/shellcheck", "/usr/local/bin/shellcheck"].find((path) => existsSync(path));

// Runs wherever shellcheck is installed; what it finds is a failure there.
test.skipIf(shellcheck === undefined)("shellcheck finds nothing in it", async () => {
  const { stdout } = await execa(shellcheck ?? "", ["--format=gcc", "-"], { input: script.text, reject: false });
  expect(stdout).toBe("");
});

describe("a value", () => {
  test("stays one word, whatever it holds, and what surrounds it is not expanded", async () => {
    const line = bashLine(["printf", "<%s>", 'a ${vaultName} $HOME `id` "q" \\', "it's", "--tags", "x=${vaultName}"]);
    const { stdout } = await execa("bash", ["-c", line], { env: { vault_name: "*; $(id)" } });
    expect(stdout).toBe('<a *; $(id) $HOME `id` "q" \\><it\'s><--tags><x=*; $(id)>');
  });

  test("whose name the script has for itself has another one there", () => {
    expect(bashLine(["node", "${left}", "${leftName}"])).toBe('node "${left_value}" "${left_name}"');
  });

  test("is exported as it is", async () => {
    const line = `${bashLine(["export", "SECRET=${secretValue} !"])}; printf %s "$SECRET"`;
    const { stdout } = await execa("bash", ["-c", line], { env: { secret_value: "a b'c" } });
    expect(stdout).toBe("a b'c !");
  });
});
