import type { Nodes, Root } from "mdast";
import { parse as parseYaml } from "yaml";
import type { Article, Inclusion, Paragraph, Section, Variant } from "./article.ts";
import type { Checkout } from "./read/checkout.ts";
import { takeCode } from "./read/code-source.ts";
import { createFence, readFence } from "./read/fence.ts";
import { linesOf, nodesBelow, parseMarkdown } from "./read/markdown.ts";
import { findPlaceholders } from "./read/placeholders.ts";
import { findVariants, tabOf } from "./read/variants.ts";

export interface ReadOptions {
  /** Named in findings; inside a checkout, the path from its top folder or an absolute one. */
  path: string;
  /** Where `[!INCLUDE]` and `:::code source=` are looked up; without it they are left out, and said to be. */
  checkout?: Checkout | undefined;
}

interface Reading {
  path: string;
  checkout: Checkout | undefined;
  /** The files that are being read: a file that includes itself is not read again. */
  within: readonly string[];
  toText: (node: Nodes) => string;
  anchorOf: (heading: string) => string;
}

type Parts = { [Name in "sections" | "paragraphs" | "fences" | "links" | "inclusions"]: Article[Name][number][] };

/**
 * Reads an article as its readers' tools do: CommonMark, GitHub's extensions, front matter, and Microsoft Learn's
 * includes, code from files, zone pivots and tabs. What an include or a `:::code` names is read from the checkout, and
 * stands in the article where it was asked for, under its own file and lines.
 * @param markdown its text
 */
export async function readArticle(markdown: string, { path, checkout }: ReadOptions): Promise<Article> {
  const [{ toString }, { default: Slugger }] = await Promise.all([
    import("mdast-util-to-string"),
    import("github-slugger"),
  ]);
  const text = markdown.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  const slugger = new Slugger();
  const parts: Parts = { sections: [], paragraphs: [], fences: [], links: [], inclusions: [] };
  const anchorOf = (heading: string): string => slugger.slug(heading);
  const reading = { path, checkout, within: [path], toText: (node: Nodes) => toString(node), anchorOf };
  const start = { heading: "", depth: 0, anchor: "", file: path, firstLine: 1, lastLine: 1 };
  const root = await readInto(parts, text, reading, { section: start, variant: undefined });
  const metadata = readMetadata(root);
  const heading = parts.sections.find(({ depth }) => depth === 1)?.heading;
  return { path, title: heading ?? metadata["title"] ?? "", metadata, text, ...parts };
}

/** Adds what a file holds to the parts of the article. */
async function readInto(
  parts: Parts,
  text: string,
  reading: Reading,
  at: { section: Section; variant: Variant | undefined },
): Promise<Root> {
  const root = await parseMarkdown(text);
  const lines = text.split("\n");
  const variantOf = findVariants(root, lines);
  const file = reading.path;
  let { section } = at;
  for (const node of nodesBelow(root)) {
    const { firstLine, lastLine } = linesOf(node);
    const place = { file, firstLine, lastLine, section, variant: variantOf(firstLine) ?? at.variant };
    if (node.type === "heading" && tabOf(node) === undefined) {
      const heading = reading.toText(node);
      section = { heading, depth: node.depth, anchor: reading.anchorOf(heading), file, firstLine, lastLine };
      parts.sections.push(section);
      continue;
    }
    if (section.file === file) section.lastLine = Math.max(section.lastLine, lastLine);
    if (node.type === "code") {
      parts.fences.push(readFence(node, lines, place));
    } else if (node.type === "paragraph" || node.type === "tableCell") {
      const source = lines.slice(firstLine - 1, lastLine).join("\n");
      await readInclusions(parts, source, reading, place);
      if (!/^\s*:::/.test(source)) parts.paragraphs.push(readParagraph(node, source, place, reading));
    } else if (node.type === "link" && !/^#tabs?\//.test(node.url) && !isInclusion(node.url, place, parts)) {
      const sentence = parts.paragraphs.at(-1)?.text ?? "";
      parts.links.push({ ...place, text: reading.toText(node), url: node.url, sentence });
    }
  }
  return root;
}

/** `[!INCLUDE [words](path)]` holds what Markdown takes for a link. */
function isInclusion(
  url: string,
  { file, firstLine }: { file: string; firstLine: number },
  { inclusions }: Parts,
): boolean {
  return inclusions.some((each) => each.target === url && each.file === file && each.firstLine === firstLine);
}

function readParagraph(
  node: Nodes,
  source: string,
  place: Pick<Paragraph, "file" | "firstLine" | "lastLine" | "section" | "variant">,
  { toText }: Reading,
): Paragraph {
  const pieces = [...nodesBelow(node)].filter((each) => each.type === "inlineCode" || each.type === "html");
  const all = pieces.map((each) => ({ type: each.type, text: each.value, line: linesOf(each).firstLine }));
  return {
    ...place,
    text: toText(node),
    source,
    code: all.filter(({ type }) => type === "inlineCode").map(({ text, line }) => ({ text, line })),
    html: all.filter(({ type }) => type === "html").map(({ text, line }) => ({ text, line })),
    placeholders: findPlaceholders(source, "prose", place.firstLine),
  };
}

/** `[!INCLUDE [words](path)]` and `:::code language="…" source="…" range="…" id="…" :::`, line by line. */
async function readInclusions(
  parts: Parts,
  source: string,
  reading: Reading,
  place: Omit<Inclusion, "target" | "problem">,
): Promise<void> {
  for (const [index, line] of source.split("\n").entries()) {
    const here = { ...place, firstLine: place.firstLine + index, lastLine: place.firstLine + index };
    const include = /\[!INCLUDE\s*\[[^\]]*\]\s*\(([^)\s]+)[^)]*\)\s*\]/i.exec(line)?.[1];
    const code = /^\s*:::\s*code\s+(.*?)(:::)?\s*$/.exec(line)?.[1];
    if (include !== undefined) {
      const found = findFile(include, reading);
      parts.inclusions.push({ ...here, target: include, problem: found.problem });
      if (found.text === undefined) continue;
      const within = [...reading.within, found.path];
      await readInto(parts, found.text.replaceAll(/\r\n?/g, "\n"), { ...reading, path: found.path, within }, here);
    } else if (code !== undefined) {
      const given = Object.fromEntries([...code.matchAll(/([\w-]+)\s*=\s*"([^"]*)"/g)].map((m) => [m[1], m[2]]));
      readCode(parts, given, reading, here);
    }
  }
}

function readCode(
  parts: Parts,
  given: Record<string, string | undefined>,
  reading: Reading,
  here: Omit<Inclusion, "target" | "problem">,
): void {
  const target = given["source"] ?? "";
  const found = findFile(target, reading);
  const taken = found.text === undefined ? undefined : takeCode(found.text, { range: given["range"], id: given["id"] });
  const missing = taken === undefined ? `it has no snippet '${given["id"] ?? ""}'` : undefined;
  parts.inclusions.push({ ...here, target, problem: found.problem ?? missing });
  if (taken === undefined) return;
  const { text, firstLine } = taken;
  const lastLine = firstLine + text.split("\n").length - 1;
  const info = given["language"] ?? "";
  const fence = { ...here, file: found.path, firstLine, lastLine, textLine: firstLine, info, text, marks: undefined };
  parts.fences.push(createFence(fence));
}

function findFile(
  target: string,
  { path, checkout, within }: Reading,
): { path: string; text: string | undefined; problem: string | undefined } {
  if (checkout === undefined)
    return { path: target, text: undefined, problem: "no checkout was given to look it up in" };
  const resolved = checkout.resolve(path, target);
  if (resolved === undefined) return { path: target, text: undefined, problem: "it is outside of the checkout" };
  if (within.includes(resolved)) return { path: resolved, text: undefined, problem: "it includes itself" };
  const text = checkout.read(resolved);
  const problem = text === undefined ? "there is no such file in the checkout" : undefined;
  return { path: resolved, text, problem };
}

function readMetadata(root: Root): Record<string, string> {
  const [first] = root.children;
  if (first?.type !== "yaml") return {};
  try {
    const value: unknown = parseYaml(first.value);
    const entries: [string, unknown][] = typeof value === "object" && value !== null ? Object.entries(value) : [];
    return Object.fromEntries(
      entries.flatMap(([name, each]) =>
        typeof each === "string" || typeof each === "number" ? [[name, String(each)]] : [],
      ),
    );
  } catch {
    // What a renderer shows as text is not worth an error: the article's words are all there.
    return {};
  }
}
