import type { Fence } from "../article.ts";
import { parseJavaScript } from "../javascript.ts";

/** A program made of an article's fences. */
export interface ProgramAsWritten {
  text: string;
  /** The variables of the environment that stand in for names which the article's code never defines. */
  environment: Readonly<Record<string, string>>;
}

/**
 * Makes one program of the article's fences, literally and in their order. Where they use `await` outside of a function
 * beside `require`, which no JavaScript has, they are put into a function, as the reader has to. A name that they use and
 * never define is taken from the environment, if the tutorial says what the reader puts there.
 * @param variables what those names hold: `article.variables` of the tutorial
 * @param adds code for the end: `article.adds` of the step
 */
export async function writeProgram(
  fences: readonly Fence[],
  { variables, adds }: { variables: Readonly<Record<string, string>>; adds?: string | undefined },
): Promise<ProgramAsWritten> {
  const text = [...fences.map((fence) => fence.text), ...(adds === undefined ? [] : [adds])].join("\n\n").trimEnd();
  const code = await parseJavaScript(text);
  if ("message" in code) return { text: `${text}\n`, environment: {} };
  const given = code.unknown.map(({ name }) => name).filter((name) => variables[name] !== undefined);
  const lines = given.map((name) => `const ${name} = process.env["${environmentName(name)}"];`);
  const environment = Object.fromEntries(given.map((name) => [environmentName(name), variables[name] ?? ""]));
  const whole = [...lines, ...(lines.length === 0 ? [] : [""]), text].join("\n");
  const needsFunction = code.requires && code.topLevelAwait !== undefined;
  return {
    text: needsFunction ? `async function main() {\n${indent(whole)}\n}\n\nmain();\n` : `${whole}\n`,
    environment,
  };
}

/** `secretName` → `SECRET_NAME`. */
function environmentName(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase();
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "  ");
}
