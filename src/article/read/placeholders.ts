import type { Placeholder } from "../article.ts";
import type { LanguageKind } from "../language.ts";

const angled = /<(?<name>(?![^>]*\b0x)[A-Za-z][\w.-]*(?: [\w.-]+){0,6})>/g;
// In code, `<Name>` is a type: what the reader replaces has words with hyphens or spaces between, or says "your".
const angledInCode = /<(?<name>(?:[A-Za-z][\w.]*[- ][\w. -]*\w|[Yy]our\w+))>/g;
const capitals = /\b(?<name>YOUR[_-][A-Z0-9_-]*[A-Z0-9])\b/g;
// `${name}` is a variable, and `{ a: 1 }` is data.
const braced = /(?<![$\w{"'])\{(?<name>[A-Za-z][\w-]*)\}(?!\})/g;
const bracedInAddress = /https?:\/\/\S*?\{(?<name>[A-Za-z][\w-]*)\}/g;

/**
 * Finds what the reader is to replace.
 * @param where the kind of code that the text is, or "prose"
 * @param firstLine the line of the text's first line
 */
export function findPlaceholders(text: string, where: LanguageKind | "prose", firstLine: number): Placeholder[] {
  const isCode = where === "javascript" || where === "other" || where === "json";
  const patterns = [isCode ? angledInCode : angled, capitals, where === "shell" ? braced : bracedInAddress];
  return patterns
    .flatMap((pattern) => Array.from(text.matchAll(pattern)))
    .toSorted((one, other) => one.index - other.index)
    .map((match) => ({
      name: match.groups?.["name"] ?? "",
      written: match[0].startsWith("http") ? `{${match.groups?.["name"]}}` : match[0],
      line: firstLine + text.slice(0, match.index).split("\n").length - 1,
    }));
}
