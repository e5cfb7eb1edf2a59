import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { Article } from "../../src/article/article.ts";
import { compareArticle } from "../../src/article/compare/compare-article.ts";
import { readArticle } from "../../src/article/read-article.ts";
import { platforms } from "../../src/cli/session/platforms.ts";
import { loadTutorial } from "../../src/tutorial/load.ts";

// An article is parsed anew for each edit: seconds in all.
const tutorialFile = resolve("tutorial.yaml");
const tutorial = await loadTutorial(tutorialFile, platforms);
const text = readFileSync(join(dirname(tutorialFile), tutorial.article.seen ?? ""), "utf8");
const seen = await read(text);

function read(markdown: string): Promise<Article> {
  return readArticle(markdown, { path: "quick-create-node.md" });
}

describe("one character in any fence", () => {
  const edits = {
    replaced: (at: number): string => `${text.slice(0, at)}${text[at] === "~" ? "^" : "~"}${text.slice(at + 1)}`,
    inserted: (at: number): string => `${text.slice(0, at)}#${text.slice(at)}`,
    removed: (at: number): string => text.slice(0, at) + text.slice(at + 1),
  };

  test.each(["replaced", "inserted", "removed"] as const)(
    "that is %s is found, with the lines of its fence",
    async (kind) => {
      const lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
      for (const fence of seen.fences) {
        const start = lineStarts[fence.textLine - 1] ?? 0;
        const length = fence.text.length;
        const places = [0, Math.floor(length / 2), length - 1];
        for (const place of places) {
          const comparison = await compareArticle(
            await read(edits[kind](start + place)),
            seen,
            tutorial,
            platforms.azure.kinds,
          );
          const lines = [
            ...comparison.parts.filter(({ status }) => status === "changed" || status === "not-covered"),
            ...comparison.gone,
          ];
          const within = lines.filter(
            ({ firstLine, lastLine }) => firstLine >= fence.firstLine && lastLine <= fence.lastLine,
          );
          const where = `${kind} at ${place} of the fence in line ${fence.firstLine}`;
          expect({ where, ok: comparison.ok, found: within.length > 0 }).toEqual({ where, ok: false, found: true });
          expect({ where, stray: lines.length - within.length }).toEqual({ where, stray: 0 });
        }
      }
    },
  );

  test("of its language is found, too", async () => {
    for (const fence of seen.fences) {
      const lines = text.split("\n");
      lines[fence.firstLine - 1] += "x";
      const { parts } = await compareArticle(await read(lines.join("\n")), seen, tutorial, platforms.azure.kinds);
      const open = parts.filter(({ status }) => status === "changed" || status === "not-covered");
      expect(open).toMatchObject([{ firstLine: fence.firstLine, status: "changed" }]);
    }
  });
});
