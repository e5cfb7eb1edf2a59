import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { exitCodes, SurestepError } from "../../src/errors.ts";
import { loadImplementation } from "../../src/tutorial/load-implementation.ts";

/** A step's file that holds this text, for as long as the test lasts. */
function fileOf(source: string): string {
  const folder = mkdtempSync(join(tmpdir(), "step-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "one.ts"), source);
  return join(folder, "one.ts");
}

/** What loading a step's file says; every such error is the author's to correct. */
async function complaint(file: string): Promise<SurestepError> {
  const error = await loadImplementation(file).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SurestepError);
  expect(error).toMatchObject({ exitCode: exitCodes.badInput });
  return error as SurestepError;
}

const verify = "async verify() { return []; }";

describe("a step's TypeScript", () => {
  test("is what its default export says", async () => {
    const file = fileOf(`export default { needs: ["name"] as const, program: "1", ${verify} };`);
    const implementation = await loadImplementation(file);
    expect(implementation).toMatchObject({ needs: ["name"], program: "1" });
    expect(implementation.verify).toBeTypeOf("function");
  });

  test("may do without a verification, where declarations say all", async () => {
    expect(await loadImplementation(fileOf(`export default { program: "1" };`))).toEqual({ program: "1" });
  });

  test("without a default export is refused, and says what to write", async () => {
    const file = fileOf("export const step = {};");
    expect(await complaint(file)).toMatchObject({
      message: `${file}: it has no default export.`,
      hint: "Write: export default defineStep({ … })",
    });
  });

  test("with a misspelt name is refused, and tells those that it may have", async () => {
    const file = fileOf(`export default { ${verify}, verfiy: async () => [] };`);
    const { message, hint } = await complaint(file);
    expect(message).toBe(`${file}: a step has no 'verfiy'.`);
    expect(hint).toContain("verify, discover");
  });

  test.each([
    ["whose verify is no function", `export default { verify: [] };`, "'verify' is missing or wrong."],
    ["whose needs are no names", `export default { needs: [7], ${verify} };`, "'needs.0' is missing or wrong."],
    ["whose program is no text", `export default { program: 7, ${verify} };`, "'program' is missing or wrong."],
    ["that exports something else", "export default 7;", "its default export is no step."],
  ])("%s is refused", async (_, source, sentence) => {
    const file = fileOf(source);
    expect((await complaint(file)).message).toBe(`${file}: ${sentence}`);
  });

  test("that throws when it is loaded is refused, with the line and the error", async () => {
    const file = fileOf(`\nthrow new Error("no luck");\nexport default {};`);
    expect(await complaint(file)).toMatchObject({
      message: expect.stringMatching(/one\.ts:2: it throws an error when it is loaded\.$/),
      original: "no luck",
    });
  });
});

/** Loads a step's file with Node.js itself: what it says of a file that it cannot load is its own. */
function complaintOfNode(file: string): unknown {
  const module = pathToFileURL(resolve("src/tutorial/load-implementation.ts")).href;
  const code = `const { loadImplementation } = await import(process.argv[1]);
    await loadImplementation(process.argv[2]).catch(({ message, original }) => console.log(JSON.stringify({ message, original })));`;
  const args = ["--input-type=module", "--eval", code, module, file];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
}

describe("a step's TypeScript that Node.js cannot load is refused", () => {
  test("with the line of a syntax error", () => {
    const file = fileOf("export default {\n  verify: async () => [],\n  needs: [,\n  oops oops\n};\n");
    expect(complaintOfNode(file)).toEqual({
      message: `${file}:4: it is not valid TypeScript.`,
      original: expect.stringContaining("Expected ','"),
    });
  });

  test.each([
    ["a file", "./none.ts"],
    ["a package", "no-such-package"],
  ])("with the name of %s that it imports and that is not there", (_, name) => {
    const file = fileOf(`import "${name}";\nexport default { ${verify} };`);
    expect(complaintOfNode(file)).toEqual({
      message: `${file}: a file or package that it imports is not there.`,
      original: expect.stringContaining(name.replace("./", "")),
    });
  });
});
