import type { AnyNode } from "acorn";
import type { Article } from "../article.ts";
import type { Found, Rule } from "../finding.ts";
import { parseJavaScript } from "../javascript.ts";
import { kindOfLanguage } from "../language.ts";

/**
 * Operations that are begun and not waited for. In Azure's SDKs a method `begin…` gives a poller once the service has
 * taken the request; the operation is over when `pollUntilDone` is. az's `--no-wait` is the same.
 */
export const notAwaited: Rule = {
  id: "not-awaited",
  title: "An operation is begun, and its end is not waited for",
  async find(article) {
    return [...(await inPrograms(article)), ...inCommands(article)];
  },
};

async function inPrograms({ fences }: Article): Promise<Found[]> {
  const { full } = await import("acorn-walk");
  const scripts = fences.filter(({ language, role }) => role === "code" && kindOfLanguage(language) === "javascript");
  const found = await Promise.all(
    scripts.map(async ({ text, placeholders, textLine, file }) => {
      const code = await parseJavaScript(text, placeholders);
      if ("message" in code || /\b(?:pollUntilDone|isDone|onProgress)\b/.test(text)) return [];
      const begun: Found[] = [];
      full(code.tree, (node) => {
        const name = begins(node);
        if (name === undefined) return;
        begun.push({
          severity: "warning",
          file,
          line: textLine + (node.loc?.start.line ?? 1) - 1,
          evidence: `${name} returns when the service has begun: nothing waits for its end, and what follows may come too early.`,
          remedy: `Keep the poller that ${name} gives, and await its pollUntilDone().`,
        });
      });
      return begun;
    }),
  );
  return found.flat();
}

function begins(node: AnyNode): string | undefined {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return undefined;
  const { property } = node.callee;
  const name = property.type === "Identifier" ? property.name : "";
  // `beginDeleteSecretAndWait` of other SDKs waits by itself.
  return /^begin[A-Z]/.test(name) && !name.endsWith("AndWait") ? name : undefined;
}

function inCommands({ fences }: Article): Found[] {
  const commands = fences.flatMap(({ commands: each, file }) => each.map((command) => ({ ...command, file })));
  return commands
    .filter(({ text }) => /^az .*\s--no-wait\b/.test(text))
    .filter(
      ({ firstLine }) => !commands.some((each) => each.firstLine > firstLine && /^az .*\bwait\b(?!-)/.test(each.text)),
    )
    .filter(({ text }) => !/^az [a-z ]*\bdelete\b/.test(text))
    .map(({ file, firstLine: line }) => ({
      severity: "warning",
      file,
      line,
      evidence: "The command does not wait (--no-wait), and no later one waits for its end.",
      remedy: "Add az … wait before what needs it, or leave --no-wait out.",
    }));
}
