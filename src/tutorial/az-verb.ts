import type { Command } from "./tutorial.ts";

/** Last words of az commands that only look. */
const looking = /^(show|list|version|exists|get|check|wait|download|find)(-|$)/;

/** Last words of az commands that remove. */
const removing = /^(delete|purge|remove)(-|$)/;

/** The last word of an az command before its flags, and of `az rest` its method; undefined for another program. */
export function azVerb({ words }: Pick<Command, "words">): string | undefined {
  if (words[0] !== "az") return undefined;
  const flags = words.findIndex((word) => word.startsWith("-"));
  const verb = words.slice(0, flags === -1 ? words.length : flags).at(-1);
  if (verb !== "rest") return verb;
  const method = words.findIndex((word) => word === "--method" || word === "-m");
  return method === -1 ? "get" : (words[method + 1] ?? "get").toLowerCase();
}

/** Whether an az command may change something; what is not known to look only may. */
export function mayChange(command: Pick<Command, "words">): boolean {
  const verb = azVerb(command);
  return verb !== undefined && !looking.test(verb);
}

/** Whether an az command removes something. */
export function mayRemove(command: Pick<Command, "words">): boolean {
  return removing.test(azVerb(command) ?? "");
}
