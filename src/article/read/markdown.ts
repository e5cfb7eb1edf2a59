import type { Nodes, Root } from "mdast";

/**
 * Parses Markdown with GitHub's extensions and front matter. The parser is loaded when the first article is read.
 * @returns the syntax tree, whose positions are lines and columns of `text`
 */
export async function parseMarkdown(text: string): Promise<Root> {
  const [{ fromMarkdown }, { gfm }, { gfmFromMarkdown }, { frontmatter }, { frontmatterFromMarkdown }] =
    await Promise.all([
      import("mdast-util-from-markdown"),
      import("micromark-extension-gfm"),
      import("mdast-util-gfm"),
      import("micromark-extension-frontmatter"),
      import("mdast-util-frontmatter"),
    ]);
  return fromMarkdown(text, {
    extensions: [gfm(), frontmatter()],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown()],
  });
}

/** All nodes below a node, each before what is in it. */
export function* nodesBelow(node: Nodes): Generator<Nodes> {
  if (!("children" in node)) return;
  for (const child of node.children) {
    yield child;
    yield* nodesBelow(child);
  }
}

/** The first and last line of a node. */
export function linesOf(node: Nodes): { firstLine: number; lastLine: number } {
  return { firstLine: node.position?.start.line ?? 1, lastLine: node.position?.end.line ?? 1 };
}
