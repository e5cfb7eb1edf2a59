const shells = new Set(["azurecli", "console", "bash", "sh", "shell", "zsh", "cmd", "batch", "dos", "terminal"]);
const powerShells = new Set(["azurepowershell", "powershell", "pwsh", "ps1", "ps"]);
const javaScripts = new Set(["javascript", "js", "node", "nodejs", "mjs", "cjs"]);

/** What kind of code a fence's language stands for, as far as anything here depends on it. */
export type LanguageKind = "shell" | "powershell" | "javascript" | "json" | "other";

/**
 * Tells the kind of a fence's language.
 * @param language as in `Fence.language`: lower case, without `-interactive`
 */
export function kindOfLanguage(language: string): LanguageKind {
  if (shells.has(language)) return "shell";
  if (powerShells.has(language)) return "powershell";
  if (javaScripts.has(language)) return "javascript";
  return language === "json" ? "json" : "other";
}
