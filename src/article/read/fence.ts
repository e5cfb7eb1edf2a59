import type { Code } from "mdast";
import type { Fence, FenceMarks, Section, Variant } from "../article.ts";
import { kindOfLanguage } from "../language.ts";
import { splitCommands } from "./commands.ts";
import { linesOf } from "./markdown.ts";
import { findPlaceholders } from "./placeholders.ts";

/** What a fence is made of, wherever its code comes from. */
export interface FenceSource {
  file: string;
  firstLine: number;
  lastLine: number;
  textLine: number;
  info: string;
  text: string;
  marks: FenceMarks | undefined;
  section: Section;
  variant: Variant | undefined;
}

/** Makes a fence: reads its language, its placeholders and, for a shell, its commands. */
export function createFence(source: FenceSource): Fence {
  const [word = ""] = source.info.split(/[\s{,]/);
  const language = word.toLowerCase().replace(/-interactive$/, "");
  const kind = kindOfLanguage(language);
  const role = roleOf(source.text, language);
  return {
    ...source,
    language,
    role,
    placeholders: findPlaceholders(source.text, kind, source.textLine),
    commands: role === "commands" ? splitCommands(source.text, kind, source.textLine) : [],
  };
}

function roleOf(text: string, language: string): Fence["role"] {
  if (language === "output" || isJsonObject(text)) return "output";
  const kind = kindOfLanguage(language);
  return kind === "shell" || kind === "powershell" ? "commands" : "code";
}

/** Whether a text is JSON as commands print it, whatever language its fence claims. */
export function isJsonObject(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

/**
 * Reads a block of code from the syntax tree.
 * @param lines the article's lines
 */
export function readFence(
  node: Code,
  lines: readonly string[],
  place: Pick<FenceSource, "file" | "section" | "variant">,
): Fence {
  const { firstLine, lastLine } = linesOf(node);
  const marks = readMarks(node, lines);
  const info = `${node.lang ?? ""}${node.meta === null || node.meta === undefined ? "" : ` ${node.meta}`}`;
  const textLine = marks === undefined ? firstLine : firstLine + 1;
  return createFence({ ...place, firstLine, lastLine, textLine, info, text: node.value, marks });
}

/** How the block opens and closes, read from the source: the syntax tree does not keep it. */
function readMarks(node: Code, lines: readonly string[]): FenceMarks | undefined {
  const { firstLine, lastLine } = linesOf(node);
  const start = (node.position?.start.column ?? 1) - 1;
  const first = lines[firstLine - 1] ?? "";
  const opening = /^\s*(`{3,}|~{3,})/.exec(first.slice(start))?.[1];
  if (opening === undefined) return undefined;
  const openingIndent = indentOf(first, opening);
  const last = /^[\s>]*?(`{3,}|~{3,})[ \t]*$/.exec(lastLine > firstLine ? (lines[lastLine - 1] ?? "") : "")?.[1];
  const closes = last !== undefined && last[0] === opening[0] && last.length >= opening.length;
  return {
    opening,
    closing: closes ? last : undefined,
    openingIndent,
    closingIndent: closes ? indentOf(lines[lastLine - 1] ?? "", last) : openingIndent,
  };
}

function indentOf(line: string, mark: string): number {
  return line.indexOf(mark);
}
