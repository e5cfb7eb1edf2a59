import type { Heading, Root } from "mdast";
import type { Variant } from "../article.ts";
import { linesOf, nodesBelow } from "./markdown.ts";

/**
 * Finds which readers see each line: zone pivots (`:::zone pivot="cli"` to `:::zone-end`) and tabs (a heading that is a
 * link to `#tab/cli`, up to the next tab or a line across).
 * @returns the variant of a line, undefined for lines that everybody sees
 */
export function findVariants(root: Root, lines: readonly string[]): (line: number) => Variant | undefined {
  const isCode = new Set<number>();
  const tabs = new Map<number, Variant | undefined>();
  for (const node of nodesBelow(root)) {
    const { firstLine, lastLine } = linesOf(node);
    if (node.type === "code") for (let line = firstLine; line <= lastLine; line += 1) isCode.add(line);
    if (node.type === "thematicBreak") tabs.set(firstLine, undefined);
    const name = node.type === "heading" ? tabOf(node) : undefined;
    if (name !== undefined) tabs.set(firstLine, { kind: "tab", name });
  }
  const variants: (Variant | undefined)[] = [undefined];
  let pivot: Variant | undefined;
  let tab: Variant | undefined;
  for (const [index, line] of lines.entries()) {
    const zone = isCode.has(index + 1) ? undefined : /^\s*:::\s*zone\s+\w+\s*=\s*"([^"]*)"/.exec(line)?.[1];
    if (zone !== undefined) pivot = { kind: "pivot", name: zone };
    if (tabs.has(index + 1)) tab = tabs.get(index + 1);
    variants.push(tab ?? pivot);
    if (!isCode.has(index + 1) && /^\s*:::\s*zone-end/.test(line)) pivot = undefined;
  }
  return (line) => variants[line];
}

/** The name of the tab that a heading opens; undefined when it opens none. */
export function tabOf(heading: Heading): string | undefined {
  const [only] = heading.children;
  if (heading.children.length !== 1 || only?.type !== "link") return undefined;
  return /^#tabs?\/([^/]+)/.exec(only.url)?.[1];
}
