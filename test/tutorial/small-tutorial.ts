import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { azureWords } from "../../src/azure/platform.ts";
import { localWords } from "../../src/local/platform.ts";
import { loadTutorial } from "../../src/tutorial/load.ts";
import type { Tutorial } from "../../src/tutorial/tutorial.ts";

/** What stands above the steps of every small tutorial; 7 lines. */
const head = `id: small
title: Small
about: A tutorial for tests.
article: { title: None, link: "https://example.com", updated: "2026-01-01" }
inputs:
  name: { about: name of the thing, default: "thing-\${runId}" }
steps:
`;

/** Source of a step whose verification always holds. */
export const implementation = `export default { verify: async () => [{ title: "it is", ok: true, expected: "", actual: "" }] };\n`;

/**
 * Writes a tutorial into a folder that lives as long as the test.
 * @param steps YAML of the steps; the first line of it is line 8 of the file
 * @param files the steps' files by name; `one.ts` unless others are given
 * @returns the path of `tutorial.yaml`
 */
export function writeTutorial(steps: string, files: Record<string, string> = { "one.ts": implementation }): string {
  return writeTutorialText(head + steps, files);
}

/** The same for the whole text of `tutorial.yaml`. */
export function writeTutorialText(text: string, files: Record<string, string> = { "one.ts": implementation }): string {
  const folder = mkdtempSync(join(tmpdir(), "tutorial-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "steps"));
  for (const [name, source] of Object.entries(files)) writeFileSync(join(folder, "steps", name), source);
  writeFileSync(join(folder, "tutorial.yaml"), text);
  return join(folder, "tutorial.yaml");
}

/** Loads a tutorial with the platforms that there are. */
export function loadSmall(file: string): Promise<Tutorial> {
  return loadTutorial(file, { azure: azureWords, local: localWords });
}
