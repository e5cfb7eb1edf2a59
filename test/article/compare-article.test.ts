import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { Article } from "../../src/article/article.ts";
import { compareArticle } from "../../src/article/compare/compare-article.ts";
import type { Comparison } from "../../src/article/compare/comparison.ts";
import { readArticle } from "../../src/article/read-article.ts";
import { platforms } from "../../src/cli/session/platforms.ts";
import { loadTutorial } from "../../src/tutorial/load.ts";

const tutorialFile = resolve("tutorial.yaml");
const tutorial = await loadTutorial(tutorialFile, platforms);
const file = join(dirname(tutorialFile), tutorial.article.seen ?? "");
const text = readFileSync(file, "utf8");
const seen = await read(text);

function read(markdown: string): Promise<Article> {
  return readArticle(markdown, { path: "quick-create-node.md" });
}

async function compare(edit: (markdown: string) => string): Promise<Comparison> {
  const edited = edit(text);
  expect(edited).not.toBe(text);
  return compareArticle(await read(edited), seen, tutorial, platforms.azure.kinds);
}

/** What isn't covered and doesn't differ on purpose, as `line status`. */
function open({ parts }: Comparison): string[] {
  return parts
    .filter(({ status }) => status === "changed" || status === "not-covered")
    .map(({ firstLine, status }) => `${firstLine} ${status}`);
}

describe("the article as its author has seen it", () => {
  test("is covered, or differs on purpose, in all of its commands and code", async () => {
    const comparison = await compareArticle(seen, seen, tutorial, platforms.azure.kinds);
    expect(open(comparison)).toEqual([]);
    expect(comparison).toMatchObject({
      ok: true,
      gone: [],
      coverage: { total: 20, changed: 0, notCovered: 0, share: 1 },
    });
    const policy = comparison.parts.find(({ firstLine }) => firstLine === 97);
    expect(policy).toMatchObject({ status: "covered", steps: ["grant-access"] });
    const create = comparison.parts.find(({ firstLine }) => firstLine === 61);
    expect(create).toMatchObject({ status: "differs", steps: ["create-vault"] });
    expect(create?.reason).toContain("since az 2.61.0");
  });

  test("has every step but the one that no command of it stands for, which says why", async () => {
    const { absent } = await compareArticle(seen, seen, tutorial, platforms.azure.kinds);
    expect(absent).toMatchObject([{ step: "check-prerequisites", isHeadingMissing: false }]);
    expect(absent[0]?.reason).toContain("signed in");
  });
});

describe("a later article", () => {
  test("that changes a command shows what changed, by word, in the line where it stands now", async () => {
    const { parts, ok } = await compare((markdown) =>
      markdown
        .replace("## Prerequisites", "A new line.\n\n## Prerequisites")
        .replace("--secret-permissions delete get", "--secret-permissions get"),
    );
    const changed = parts.filter(({ status }) => status === "changed");
    expect(changed).toMatchObject([{ firstLine: 99, kind: "command", steps: ["grant-access"] }]);
    expect(
      changed[0]?.difference.filter(({ kind }) => kind !== "same").map(({ kind, text: words }) => [kind, words.trim()]),
    ).toEqual([["removed", "delete"]]);
    expect(ok).toBe(false);
  });

  test("that only moves its fences down is as it was, with its new lines", async () => {
    const comparison = await compare((markdown) => markdown.replace("## Prerequisites", "New.\n\n## Prerequisites"));
    expect(comparison.ok).toBe(true);
    expect(comparison.parts[0]?.firstLine).toBe(44);
  });

  test("that adds a command which no step runs has one that is not covered", async () => {
    const comparison = await compare((markdown) =>
      markdown.replace('az group create --name "my', 'az login --identity\n\naz group create --name "my'),
    );
    expect(open(comparison)).toEqual(["59 not-covered"]);
    const fence = await compare((markdown) =>
      markdown.replace("## Object model", "```azurecli\naz login\n```\n\n## Object model"),
    );
    expect(open(fence)).toEqual(["117 not-covered"]);
  });

  test("that adds a command which a step runs already is covered by it", async () => {
    const comparison = await compare((markdown) =>
      markdown.replace("## Setting up", "```azurecli\naz account show -o json\n```\n\n## Setting up"),
    );
    expect(comparison.ok).toBe(true);
    expect(comparison.parts[0]).toMatchObject({ firstLine: 36, status: "covered", steps: ["check-prerequisites"] });
  });

  test("that leaves a command or a fence out says which step has lost it", async () => {
    const command = await compare((markdown) =>
      markdown.replace('az group create --name "myResourceGroup" -l "EastUS"\n\n', ""),
    );
    expect(command.gone).toMatchObject([{ firstLine: 59, steps: ["create-vault"] }]);
    const fence = await compare((markdown) =>
      markdown.replace('```azurecli\naz group delete -g "myResourceGroup"\n```\n', ""),
    );
    expect(fence.gone).toMatchObject([{ firstLine: 189, steps: ["clean-up"] }]);
    expect([command.ok, fence.ok]).toEqual([false, false]);
  });

  test("that renames a heading says which step stands for none, and keeps its commands covered", async () => {
    const comparison = await compare((markdown) => markdown.replace("### Save a secret", "### Set a secret"));
    expect(open(comparison)).toEqual([]);
    expect(comparison.absent).toContainEqual(
      expect.objectContaining({ step: "set-secret", heading: "Save a secret", isHeadingMissing: true }),
    );
    expect(comparison.ok).toBe(false);
  });

  test("that has Windows' line ends is the same article", async () => {
    expect(await compare((markdown) => markdown.replaceAll("\n", "\r\n"))).toMatchObject({ ok: true });
  });
});

test("without a reason, what a step does otherwise is not covered", async () => {
  const steps = tutorial.steps.map((step) =>
    step.id === "create-vault" ? Object.assign({ ...step }, { article: { heading: step.article?.heading } }) : step,
  ) as typeof tutorial.steps;
  expect(open(await compareArticle(seen, seen, { ...tutorial, steps }, platforms.azure.kinds))).toEqual([
    "59 not-covered",
    "61 not-covered",
  ]);
});
