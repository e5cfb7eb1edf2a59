import type { Said } from "../hint.ts";
import { statusOf } from "../absence.ts";

/** How a code stands in a text, by who wrote it. The first group is the code. */
const codePatterns = [
  // A service's answer, as az, the SDK and Node.js print it; the innermost comes last, and tells the most.
  /\b(?:code|errorCode)"?: ?["']([\w.]+)["']/g,
  // az, before the sentence and beneath it.
  /^(?:ERROR: )?\((\w+)\)/gm,
  /^Code: (\w+)/gm,
  /^npm (?:error|ERR!) code (\S+)/gm,
  // An error of Node.js, in front of its sentence.
  /^\w*Error \[([A-Z][A-Z0-9_]+)\]: /gm,
] as const;

/** The codes that stand in what a program wrote, the most telling one first. */
export function codesIn(text: string): string[] {
  const codes = codePatterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, code = ""]) => code).toReversed(),
  );
  const entra = text.match(/\bAADSTS\d+/g) ?? [];
  return [...new Set([...codes, ...entra])];
}

/** What a program said on standard error. npm's warnings are no part of its error: it warns where all goes well, too. */
export function saidByProgram(stderr: string): Said {
  const text = stderr.replaceAll(/^npm (?:warn|WARN) .*\n?/gm, "");
  const status = /\bstatusCode"?: (\d{3})\b/.exec(text)?.[1];
  return { codes: codesIn(text), text, ...(status === undefined ? {} : { status: Number(status) }) };
}

/** What checks found that do not hold: where one found a code and nothing else, that is it. */
export function saidByChecks(actual: readonly string[]): Said {
  const codes = actual.flatMap((each) => [/^\w+$/.exec(each)?.[0] ?? [], ...codesIn(each)].flat());
  return { codes, text: actual.join("\n") };
}

/** What an error says that was thrown: by the SDK, by Node.js, or by whatever was the cause of it. */
export function saidByError(error: unknown): Said {
  const chain = chainOf(error);
  const codes = chain.flatMap((each) => [
    ...codesIn(textOf("details" in each ? each["details"] : undefined)),
    ...[each["code"], each["errorCode"]].filter((code) => typeof code === "string"),
    ...codesIn(textOf(each["message"])),
    ...(each["name"] === "AbortError" ? ["AbortError"] : []),
  ]);
  const text = chain.map((each) => textOf(each["message"])).join("\n");
  // Identity's errors have it in their words alone.
  const told = /\bHttp status code: (\d{3})\b/.exec(text)?.[1];
  const status =
    chain.map(statusOf).find((each) => each !== undefined) ?? (told === undefined ? undefined : Number(told));
  return { codes: [...new Set(codes)], text, status };
}

/** An error, what caused it, and the errors that it sums up. */
function chainOf(error: unknown, depth = 0): Record<string, unknown>[] {
  if (typeof error !== "object" || error === null || depth > 5) return [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object's properties may be looked at, whatever they are
  const own = error as Record<string, unknown>;
  const others = Array.isArray(own["errors"]) ? own["errors"] : [];
  return [own, ...[own["cause"], ...others].flatMap((each) => chainOf(each, depth + 1))];
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return "";
  }
}
