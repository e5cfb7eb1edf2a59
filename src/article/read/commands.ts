import type { ArticleCommand } from "../article.ts";
import type { LanguageKind } from "../language.ts";

interface Pending {
  text: string;
  firstLine: number;
  /** The word that ends a here-document. */
  until: string | undefined;
}

/**
 * Splits a shell's code into commands: one a line, with continued lines joined, comments and prompts (`$ `, `PS C:\> `)
 * left out. A quote or a here-document that spans lines belongs to its command.
 * @param firstLine the line of the text's first line
 */
export function splitCommands(text: string, kind: LanguageKind, firstLine: number): ArticleCommand[] {
  if (kind !== "shell" && kind !== "powershell") return [];
  // Where some lines have a prompt, the others are what the commands print.
  const hasPrompts = text.split("\n").some((line) => withoutPrompt(line, kind) !== line);
  const commands: ArticleCommand[] = [];
  let pending: Pending | undefined;
  const end = (line: number): void => {
    if (pending !== undefined) {
      commands.push({ text: pending.text.trim(), firstLine: pending.firstLine, lastLine: line });
    }
    pending = undefined;
  };
  for (const [index, line] of text.split("\n").entries()) {
    const number = firstLine + index;
    if (pending === undefined) {
      const typed = withoutPrompt(line, kind);
      if (hasPrompts && typed === line) continue;
      if (typed.trim() === "" || typed.trim().startsWith("#")) continue;
      pending = { text: typed, firstLine: number, until: /<<-?\s*['"]?(\w+)/.exec(typed)?.[1] };
    } else if (pending.until !== undefined || hasOpenQuote(pending.text)) {
      pending.text += `\n${line}`;
    } else {
      pending.text += line.trimStart();
    }
    if (pending.until !== undefined && line.trim() !== pending.until) continue;
    const continued = continues(pending.text, kind);
    if (continued !== undefined) pending.text = `${continued.trimEnd()} `;
    else if (pending.until !== undefined || !hasOpenQuote(pending.text)) end(number);
  }
  end(firstLine + text.split("\n").length - 1);
  return commands;
}

function withoutPrompt(line: string, kind: LanguageKind): string {
  return line.replace(kind === "powershell" ? /^\s*PS[^>]*> ?/ : /^\s*[$%] /, "");
}

/** The text without its mark of continuation; undefined when it has none. */
function continues(text: string, kind: LanguageKind): string | undefined {
  if (kind === "powershell") return text.endsWith("`") ? text.slice(0, -1) : undefined;
  return /(^|[^\\])(\\\\)*\\$/.test(text) ? text.slice(0, -1) : undefined;
}

function hasOpenQuote(text: string): boolean {
  let open = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === "\\" && open !== "'") at += 1;
    else if (open === "" && (character === '"' || character === "'")) open = character;
    else if (character === open) open = "";
    else if (open === "" && character === "#" && /\s/.test(text[at - 1] ?? " ")) return false;
  }
  return open !== "";
}
