import { describe, expect, test } from "vitest";
import { SurestepError } from "../../src/errors.ts";
import { asWritten, fillPlaceholders } from "../../src/tutorial/as-written.ts";
import type { Tutorial } from "../../src/tutorial/tutorial.ts";
import { loadSmall, writeTutorialText } from "./small-tutorial.ts";

const missing = (name: string): Error => new Error(`what is ${name}?`);

describe("the article's placeholders", () => {
  test("become the tutorial's names, each of them, wherever they stand", () => {
    const placeholders = { "your-vault": "${vaultName}", id: "${clientId}" };
    const line = 'az keyvault set-policy --name "<your-vault>" --spn <id> --note <your-vault>';
    expect(fillPlaceholders(line, placeholders, missing)).toBe(
      'az keyvault set-policy --name "${vaultName}" --spn ${clientId} --note ${vaultName}',
    );
  });

  test("that nobody explains are an error", () => {
    expect(() => fillPlaceholders("az group show -n <group>", {}, missing)).toThrow("what is group?");
  });
});

/** A tutorial of two steps: of the first the article says something else, of the second nothing. */
function textOf(placeholders: string): string {
  return `id: small
title: Small
about: For tests.
article: { title: None, link: "https://example.com", updated: "2026", placeholders: ${placeholders} }
inputs:
  group: { about: a group, default: "own-\${runId}", as-written: myResourceGroup }
  place: { about: a place, default: here }
steps:
  - id: one
    title: One
    text: The first.
    run: ["az group create --name \${group} --tags surestep=\${runId}"]
    makes: [{ resource-group: "\${group}" }]
    article:
      heading: One
      as-written: [{ command: az group create --name "<your-group>", article-line: 7 }]
  - { id: two, title: Two, text: The second., run: ["az group show --name \${group}"] }
  - { id: clean-up, title: Clean up, text: The last., cleans-up: true }
`;
}

const program = `export default { program: "ours", programAsWritten: "theirs", verify: async () => [] };\n`;
const noProgram = `export default { verify: async () => [] };\n`;

function load(placeholders: string): Promise<Tutorial> {
  return loadSmall(writeTutorialText(textOf(placeholders), { "one.ts": program, "two.ts": noProgram }));
}

describe("the article on trial", () => {
  test("is the tutorial with the commands, the code and the names of the article", async () => {
    const trial = asWritten(await load('{ your-group: "${group}" }'));
    const [one, two] = trial.steps;
    expect(one?.run.map(({ line }) => line)).toEqual(['az group create --name "${group}"']);
    expect(one?.run[0]).toMatchObject({ words: ["az", "group", "create", "--name", "${group}"], articleLine: 7 });
    expect(one?.implementation.program).toBe("theirs");
    expect(trial.inputs["group"]?.default).toBe("myResourceGroup");
    expect(two?.run.map(({ line }) => line)).toEqual(["az group show --name ${group}"]);
    expect(trial.inputs["place"]?.default).toBe("here");
  });

  test("leaves the tutorial itself as it is", async () => {
    const tutorial = await load('{ your-group: "${group}" }');
    asWritten(tutorial);
    expect(tutorial.steps[0]?.run[0]?.line).toContain("--tags");
    expect(tutorial.steps[0]?.implementation.program).toBe("ours");
    expect(tutorial.inputs["group"]?.default).toBe("own-${runId}");
  });

  test("with a placeholder that is not explained is refused, with its line", async () => {
    const error = await load("{}").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SurestepError);
    expect(error).toMatchObject({
      message: expect.stringMatching(
        /tutorial\.yaml:16:\d+: .*article\.placeholders does not say what <your-group> is/,
      ),
    });
  });
});
