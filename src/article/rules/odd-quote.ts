import type { AnyNode } from "acorn";
import type { Found, Rule } from "../finding.ts";
import { parseJavaScript } from "../javascript.ts";
import { kindOfLanguage } from "../language.ts";

/** A message that a program puts together and that opens with one quote and closes with another. */
export const oddQuote: Rule = {
  id: "odd-quote",
  title: "A message opens with one quote and closes with another",
  async find({ fences }) {
    const { simple } = await import("acorn-walk");
    const scripts = fences.filter(({ language, role }) => role === "code" && kindOfLanguage(language) === "javascript");
    const found = await Promise.all(
      scripts.map(async ({ text, placeholders, textLine, file }) => {
        const code = await parseJavaScript(text, placeholders);
        if ("message" in code) return [];
        const odd: Found[] = [];
        const look = (node: AnyNode): void => {
          if (node.type !== "BinaryExpression") return;
          const message = literalsOf(node);
          if (!isOdd(message, "'") || !isOdd(message, "`")) return;
          const line = textLine + (node.loc?.start.line ?? 1) - 1;
          // A sum is made of smaller sums, which are looked at, too.
          if (odd.some((each) => each.line === line)) return;
          const evidence = `The message ${JSON.stringify(message)} opens with ' and closes with \`.`;
          odd.push({ severity: "note", file, line, evidence, remedy: "Use the same quote at both ends." });
        };
        simple(code.tree, { BinaryExpression: look });
        return odd;
      }),
    );
    return found.flat();
  },
};

/** The text of a sum of strings, with … for what is not text. */
function literalsOf(node: AnyNode): string {
  if (node.type === "BinaryExpression" && node.operator === "+") {
    return literalsOf(node.left) + literalsOf(node.right);
  }
  return node.type === "Literal" && typeof node.value === "string" ? node.value : "…";
}

function isOdd(text: string, quote: string): boolean {
  // An apostrophe within a word is no quote.
  return (text.replaceAll(/(?<=\w)'(?=\w)/g, "").split(quote).length - 1) % 2 === 1;
}
