import { readAzError, type AzError } from "./az-error.ts";
import { codesIn } from "./known/said.ts";

/**
 * Reads what a program wrote about why it failed: its code, and the one line that decides.
 * @param program its name: az, npm, or another one, which is taken for a Node.js program
 * @param stderr its standard error, warnings included
 */
export function readProgramError(program: string, stderr: string): AzError {
  if (program === "az") return readAzError(stderr);
  const [code] = codesIn(stderr);
  return { code, message: (program === "npm" ? npmLine(stderr) : nodeLine(stderr)) ?? lastLine(stderr) };
}

/** npm's sentence: what comes after its code and those of the system. */
function npmLine(stderr: string): string | undefined {
  const lines = [...stderr.matchAll(/^npm (?:error|ERR!) ?(.*)$/gm)].map(([, line = ""]) => line.trim());
  return lines.find((line) => line !== "" && !/^(?:code|errno|syscall|path|A complete log)\b/.test(line));
}

/** The line of the error that ended a Node.js program: the last that stands at the margin, `RestError: …`. */
function nodeLine(stderr: string): string | undefined {
  const margin = /^(?:Uncaught )?(?:[A-Z]\w*)?(?:Error|Exception)(?: \[\w+\])?: .*$/gm;
  return stderr.match(margin)?.at(-1)?.trim();
}

/** The last line that says something: Node.js ends with its own version. */
function lastLine(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.findLast((line) => line !== "" && !/^Node\.js v\d/.test(line) && line !== "}") ?? "";
}
