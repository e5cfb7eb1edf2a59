import type { Fence } from "../article.ts";
import type { Found, Rule } from "../finding.ts";
import { kindOfLanguage } from "../language.ts";
import { isJsonObject } from "../read/fence.ts";

const cmdlet = /^\s*(?:\$\w+\s*=\s*)?[A-Z][a-z]+-[A-Z]\w+/m;
const shellCommand =
  /^\s*(?:\$ )?(?:az|npm|npx|node|pip|python3?|dotnet|git|curl|sudo|cd|mkdir|export|docker) [\w./@-]/m;

/** Fences whose language is not that of their text: it is coloured wrongly, and a button that runs it runs nonsense. */
export const wrongLanguage: Rule = {
  id: "wrong-language",
  title: "A fence's language is not that of its text",
  find: ({ fences }) => fences.flatMap(lookAt),
};

function lookAt(fence: Fence): Found[] {
  const better = betterLanguage(fence);
  if (better === undefined) return [];
  const is = fence.info === "" ? "The block says no language" : `The fence says '${fence.info}'`;
  const { file, firstLine: line } = fence;
  const severity = fence.info === "" ? "note" : "warning";
  return [{ severity, file, line, evidence: `${is}, but holds ${better.holds}.`, remedy: `Use ${better.use}.` }];
}

function betterLanguage({ info, language, text }: Fence): { holds: string; use: string } | undefined {
  const kind = kindOfLanguage(language);
  if (isJsonObject(text)) {
    const isRight = ["json", "jsonc", "output", "javascript", "js"].includes(language);
    return isRight
      ? undefined
      : { holds: "JSON, which is no command", use: "'json', or 'output' for what a command prints" };
  }
  if (kind === "json" && !/^\s*[[{"]/.test(text))
    return { holds: "no JSON", use: "'output' for what a command prints" };
  if (kind === "shell" && cmdlet.test(text)) return { holds: "PowerShell", use: "'azurepowershell' or 'powershell'" };
  if (kind === "powershell" && shellCommand.test(text) && !cmdlet.test(text) && !/\$\w+/.test(text)) {
    return { holds: "shell commands", use: "'azurecli', 'console' or 'bash'" };
  }
  if (kind === "javascript" && shellCommand.test(text)) return { holds: "shell commands", use: "'console' or 'bash'" };
  if (kind === "shell" && /^\s*(?:(?:const|let|var) [\w{[][^"']*=|(?:import|using|public|def|class) \w)/m.test(text)) {
    return { holds: "code of a program", use: "that program's language" };
  }
  return info === "" && shellCommand.test(text)
    ? { holds: "shell commands", use: "a fence with 'console' or 'bash'" }
    : undefined;
}
