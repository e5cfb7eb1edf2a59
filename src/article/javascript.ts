import type { Program } from "acorn";
import { messageOf } from "../errors.ts";
import type { Fence, Placeholder } from "./article.ts";

/** JavaScript that was parsed, and what it uses. Lines are counted from 1 within the text. */
export interface ParsedJavaScript {
  tree: Program;
  /** CommonJS: it calls `require`. */
  requires: boolean;
  /** The line of the first `await` outside of any function; undefined for none. */
  topLevelAwait: number | undefined;
  /** The names that it declares at its top level. */
  declares: ReadonlySet<string>;
  /** Names that it uses, but neither declares nor finds in Node, each at its first use. */
  unknown: readonly { name: string; line: number }[];
}

export interface JavaScriptError {
  line: number;
  message: string;
}

/**
 * Parses JavaScript, as a module or a script, with `await` allowed everywhere: whether that may stand where it does is
 * said apart. The parser is loaded when it is needed.
 * @param placeholders what stands for something that the reader puts there; each is taken for a name
 * @returns what it uses, or where it cannot be parsed
 */
export async function parseJavaScript(
  text: string,
  placeholders: readonly Placeholder[] = [],
): Promise<ParsedJavaScript | JavaScriptError> {
  const [{ parse }, { fullAncestor }, { analyze }] = await Promise.all([
    import("acorn"),
    import("acorn-walk"),
    import("eslint-scope"),
  ]);
  const filled = placeholders.reduce((code, { written }) => code.replaceAll(written, "x".repeat(written.length)), text);
  const options = { ecmaVersion: "latest", locations: true, ranges: true, allowHashBang: true } as const;
  let tree: Program;
  try {
    tree = parse(filled, { ...options, sourceType: "module", allowAwaitOutsideFunction: true });
  } catch (error) {
    const [, message = messageOf(error), line = "1"] = /^(.*) \((\d+):\d+\)$/s.exec(messageOf(error)) ?? [];
    return { line: Number(line), message };
  }
  let topLevelAwait: number | undefined;
  fullAncestor(tree, (node, _, ancestors) => {
    const isInFunction = ancestors.slice(0, -1).some(({ type }) => type.includes("Function"));
    if (node.type !== "AwaitExpression" || isInFunction) return;
    topLevelAwait = Math.min(topLevelAwait ?? Infinity, node.loc?.start.line ?? 1);
  });
  // acorn's tree is an ESTree, in types of its own.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const scopes = analyze(tree as never, { ecmaVersion: 2026, sourceType: "module", optimistic: true });
  const top = scopes.globalScope?.childScopes[0];
  const through = (scopes.globalScope?.through ?? []).map(({ identifier }) => ({
    name: identifier.name,
    line: identifier.loc?.start.line ?? 1,
  }));
  const unknown = through.filter(
    ({ name }, index) => !givenNames.has(name) && through.findIndex((each) => each.name === name) === index,
  );
  return {
    tree,
    requires: through.some(({ name }) => name === "require"),
    topLevelAwait,
    declares: new Set(top?.variables.map(({ name }) => name)),
    unknown,
  };
}

/** What Node gives a program, as this Node does, and what CommonJS adds. */
const givenNames = new Set([
  ...Object.getOwnPropertyNames(globalThis),
  ...["require", "module", "exports", "__dirname", "__filename", "arguments"],
]);

/** One program of the article: fences that the reader puts into one file, one below the other. */
export interface ArticleProgram {
  fences: readonly Fence[];
  code: ParsedJavaScript;
  /** Where a line of the program stands. */
  placeOf(this: void, line: number): { file: string; line: number };
}

/**
 * Joins the article's JavaScript fences into programs: a fence goes on with the program before it, unless it declares a
 * name of that program again or is of another variant; then it starts another. A fence that cannot be parsed is left out.
 */
export async function joinPrograms(fences: readonly Fence[]): Promise<ArticleProgram[]> {
  const programs: Fence[][] = [];
  let declared: ReadonlySet<string> = new Set();
  for (const fence of fences) {
    const code = await parseJavaScript(fence.text, fence.placeholders);
    if ("message" in code) continue;
    const current = programs.at(-1);
    const isOther = fence.variant !== undefined && fence.variant.name !== current?.at(-1)?.variant?.name;
    if (current === undefined || isOther || [...code.declares].some((name) => declared.has(name))) {
      programs.push([fence]);
      declared = new Set(code.declares);
    } else {
      current.push(fence);
      declared = new Set([...declared, ...code.declares]);
    }
  }
  const joined = await Promise.all(programs.map(joinProgram));
  return joined.filter((program) => program !== undefined);
}

async function joinProgram(fences: readonly Fence[]): Promise<ArticleProgram | undefined> {
  const text = fences.map((fence) => fence.text).join("\n");
  const places = fences.flatMap(({ file, textLine, text: code }) =>
    code.split("\n").map((_, index) => ({ file, line: textLine + index })),
  );
  const code = await parseJavaScript(
    text,
    fences.flatMap(({ placeholders }) => placeholders),
  );
  if ("message" in code) return undefined;
  const first = { file: fences[0]?.file ?? "", line: fences[0]?.textLine ?? 1 };
  return { fences, code, placeOf: (line) => places[line - 1] ?? first };
}
