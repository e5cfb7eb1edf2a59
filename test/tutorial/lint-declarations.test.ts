import { describe, expect, test } from "vitest";
import { loadSmall, writeTutorial } from "./small-tutorial.ts";

/** What loading says of the steps of a tutorial: line, column and sentence. Nothing, where it is loaded. */
async function said(steps: string, files: Record<string, string> = {}): Promise<string> {
  const file = writeTutorial(steps, files);
  const error = await loadSmall(file).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Error ? error.message.replace(`${file}:`, "") : "";
}

/** A step of one command, and what else is said of it. The command stands in line 11 of the file. */
function stepOf(command: string, more = "", id = "one"): string {
  return `  - id: ${id}
    title: One
    text: The first.
    run: ["${command}"]
${more}`;
}

const cleanUp = `  - { id: clean-up, title: Clean up, text: The last., cleans-up: true }\n`;
const makes = `    makes: [{ resource-group: "\${name}" }]\n`;
const create = "az group create --name ${name}";

describe("a tutorial is refused, with its line,", () => {
  test("that makes something and has no step that cleans up", async () => {
    expect(await said(stepOf(create, makes))).toBe(
      "8:9: steps.0.id: the step 'one' makes something, and no step cleans up (cleans-up: true)",
    );
    expect(await said(stepOf(create, makes) + cleanUp)).toBe("");
  });

  test("that changes something and has no step that cleans up", async () => {
    const changes = `    changes: [{ resource-group: "\${name}" }]\n`;
    expect(await said(stepOf("az group update --name ${name}", changes))).toContain("and no step cleans up");
  });

  test("of which a step proves nothing: it declares nothing, exports nothing, and has no verification", async () => {
    expect(await said(stepOf("az group show --name ${name}"))).toBe(
      "8:9: steps.0.id: the step 'one' proves nothing: declare what it makes, or write verify in steps/one.ts",
    );
    const verified = { "one.ts": "export default { verify: async () => [] };" };
    expect(await said(stepOf("az group show --name ${name}"), verified)).toBe("");
    expect(await said(stepOf("export NAME=${name}"))).toBe("");
  });

  test("of which a step has TypeScript that verifies nothing, and nothing else proves it", async () => {
    const program = { "one.ts": `export default { program: "1" };` };
    expect(await said(stepOf("node one.js"), program)).toContain("the step 'one' proves nothing");
  });
});

const verified = { "one.ts": "export default { verify: async () => [] };" };

describe("a command is refused, with its line,", () => {
  test.each([
    ["creates", create, "az … create"],
    ["sets", "az keyvault set-policy --name ${name}", "az … set-policy"],
    ["writes with az rest", "az rest --method PATCH --url /x", "az … patch"],
  ])("that %s where its step does not say what it makes or changes", async (_, command, shown) => {
    expect(await said(stepOf(command), verified)).toBe(
      `11:11: steps.0.run.0: it runs '${shown}' and does not say what it makes or changes`,
    );
  });

  test.each([
    ["deletes", "az group delete --name ${name}", "az … delete"],
    ["purges", "az keyvault purge --name ${name}", "az … purge"],
    ["deletes with az rest", "az rest --method DELETE --url /x", "az … delete"],
  ])(
    "that %s where its step does not say what it removes, be it that it makes something",
    async (_, command, shown) => {
      expect(await said(stepOf(command, makes) + cleanUp, verified)).toBe(
        `11:11: steps.0.run.0: it runs '${shown}' and does not say what it removes`,
      );
      const removes = `    removes: [{ resource-group: "\${name}" }]\n`;
      expect(await said(stepOf(command, removes) + cleanUp, verified)).toBe("");
    },
  );

  test.each([
    "az group show -n ${name}",
    "az group list",
    "az version",
    "az rest --url /x",
    "az group exists -n ${name}",
  ])("but not one that only looks: %s", async (command) => {
    expect(await said(stepOf(command), verified)).toBe("");
  });

  test("that makes or recovers a kind which is none, or which its step does not make", async () => {
    const making = (key: string, kind: string): string =>
      stepOf(create, makes).replace(`run: ["${create}"]`, `run: [{ command: "${create}", ${key}: ${kind} }]`) + cleanUp;
    expect(await said(making("makes", "group"))).toBe("11:11: steps.0.run.0: 'group' is no kind of resource");
    expect(await said(making("makes", "vault"))).toBe("11:11: steps.0.run.0: the step makes no vault");
    expect(await said(making("recovers", "secret"))).toBe("11:11: steps.0.run.0: the step makes no secret");
    expect(await said(making("makes", "resource-group"))).toBe("");
  });
});

test("a declaration that uses an unknown value is refused, with its line", async () => {
  const unknown = `    makes:\n      - resource-group: \${name}\n        location: \${place}\n`;
  expect(await said(stepOf(create, unknown) + cleanUp)).toBe(
    "13:9: steps.0.makes.0: 'place' is neither an input nor captured or made before this line",
  );
});

test("the ID of what a step makes may be used after it, and not by its own commands", async () => {
  const named = `    makes: [{ resource-group: "\${name}", as: groupId }]\n`;
  const using = stepOf("az group show --id ${groupId}", "    needs: [one]\n", "two");
  const files = { "two.ts": "export default { verify: async () => [] };" };
  expect(await said(stepOf(create, named) + using + cleanUp, files)).toBe("");
  expect(await said(stepOf(`${create} --id \${groupId}`, named) + cleanUp)).toContain("'groupId' is neither an input");
});
