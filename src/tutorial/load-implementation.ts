import { pathToFileURL } from "node:url";
import { z } from "zod";
import { codeOf, exitCodes, messageOf, SurestepError } from "../errors.ts";
import type { StepImplementation } from "./step.ts";

const aFunction = z.custom<(...args: never[]) => unknown>((value) => typeof value === "function", "it is no function");
const names = z.array(z.string()).optional();

/** What `steps/<id>.ts` may export as its default. A misspelt name is an error: it would be ignored without a word. */
const schema = z.strictObject({
  ...{ needs: names, secrets: names },
  ...{ program: z.string().optional(), programAsWritten: z.string().optional() },
  ...{ verify: aFunction.optional(), discover: aFunction.optional(), findings: aFunction.optional() },
  describe: aFunction.optional(),
});

/**
 * Loads a step's TypeScript and checks what it exports.
 * @param file path of `steps/<id>.ts`
 * @throws SurestepError (exit code 2) that names the file, and the line where Node.js tells it
 */
export async function loadImplementation(file: string): Promise<StepImplementation> {
  const { default: exported } = await importFile(file);
  if (exported === undefined) {
    throw wrong(file, "it has no default export.", "Write: export default defineStep({ … })");
  }
  if (isImplementation(exported)) return exported;
  const [issue] = schema.safeParse(exported).error?.issues ?? [];
  if (issue?.code === "unrecognized_keys") {
    const known = Object.keys(schema.shape).join(", ");
    throw wrong(file, `a step has no '${issue.keys.join("', '")}'.`, `It may have ${known}.`);
  }
  const key = issue?.path.join(".");
  const said = key === undefined || key === "" ? "its default export is no step" : `'${key}' is missing or wrong`;
  throw wrong(file, `${said}.`, "Write: export default defineStep({ async verify(context) { return [check(…)]; } })");
}

function isImplementation(exported: unknown): exported is StepImplementation {
  return schema.safeParse(exported).success;
}

async function importFile(file: string): Promise<{ default?: unknown }> {
  try {
    return await import(pathToFileURL(file).href);
  } catch (error) {
    const message = messageOf(error);
    const place = lineIn(file, error instanceof Error ? (error.stack ?? "") : "");
    if (codeOf(error) === "ERR_MODULE_NOT_FOUND") {
      throw wrong(file, "a file or package that it imports is not there.", "Correct the import.", { place, message });
    }
    const what = error instanceof SyntaxError ? "it is not valid TypeScript." : "it throws an error when it is loaded.";
    throw wrong(file, what, "Correct the file, then try again.", { place, message });
  }
}

/** `:12` where a stack names a line of the file, else nothing. */
function lineIn(file: string, stack: string): string {
  const at = stack.indexOf(`${file}:`);
  return at === -1 ? "" : (/^:\d+/.exec(stack.slice(at + file.length))?.[0] ?? "");
}

function wrong(
  file: string,
  what: string,
  hint: string,
  { place = "", message }: { place?: string; message?: string } = {},
): SurestepError {
  return new SurestepError(`${file}${place}: ${what}`, { hint, original: message, exitCode: exitCodes.badInput });
}
