import type { AzAnswer } from "./az.ts";

/** What az says after `ERROR:`, up to the advice below it; undefined where it says no error. */
export function errorOf(stderr: string): string | undefined {
  return /^ERROR: ([\s\S]*?)(?=\n\n|\n?$(?![\s\S]))/m.exec(stderr)?.[1];
}

/** An answer with everything taken out that is random, or that differs on purpose, so that two can be compared. */
export function comparable({ exitCode, stdout, stderr }: AzAnswer, differs: { stderr: string } | undefined): object {
  return {
    exitCode,
    stdout: stdout === "" ? undefined : masked(JSON.parse(stdout)),
    error: differs ? undefined : maskText(errorOf(stderr) ?? ""),
    warnings: [...stderr.matchAll(/^WARNING: (.*)$/gm)].map(([, text]) => maskText(text ?? "")),
  };
}

const randomKeys = new Set(["accessToken", "clientSecret", "expiresOn", "expires_on", "hint", "password"]);

function masked(value: unknown, key = ""): unknown {
  if (randomKeys.has(key)) return `<${typeof value}>`;
  if (Array.isArray(value)) return value.map((one) => masked(one)).toSorted(bySpelling);
  if (typeof value === "string") return maskText(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, masked(inner, name)]));
}

/** az sets a policy's permissions in no order: it goes through a Python set. */
function bySpelling(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

function maskText(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, "<guid>")
    .replaceAll(/[0-9a-f]{32}/g, "<version>")
    .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?/g, "<time>");
}
