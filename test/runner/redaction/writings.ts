import { execFileSync } from "node:child_process";
import { quoteWord } from "../../../src/tutorial/command.ts";

/** A value as programs write it, by how: each by an encoder that is not ours. */
export function writings(value: string): Record<string, string> {
  const percent = encodeURIComponent(value);
  const bytes = [...Buffer.from(value)];
  const inJson = JSON.stringify(value).slice(1, -1);
  const isPrintable = !/\p{Cc}/u.test(value);
  return {
    "as it is": value,
    "as a URL has it": percent,
    "as a URL has it, in lower case": percent.replaceAll(/%../g, (each) => each.toLowerCase()),
    "with each byte percent-encoded": bytes.map((byte) => `%${digits(byte).toUpperCase()}`).join(""),
    "as a form has it": new URLSearchParams([["", value]]).toString().slice(1),
    "in JSON": inJson,
    "in JSON of ASCII alone": inJson.replaceAll(
      /[^ -~]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
    "in JSON for HTML": inJson.replaceAll(
      /[<>&'+]/g,
      (char) => `\\u${digits(char.charCodeAt(0)).toUpperCase().padStart(4, "0")}`,
    ),
    "in JSON twice": JSON.stringify(JSON.stringify(value)).slice(3, -3),
    "in hexadecimal digits": Buffer.from(value).toString("hex"),
    "in hexadecimal digits, in upper case": Buffer.from(value).toString("hex").toUpperCase(),
    "in base64": Buffer.from(value).toString("base64"),
    "in base64 for URLs": Buffer.from(value).toString("base64url"),
    "in base64 in a form": encodeURIComponent(Buffer.from(value).toString("base64")),
    ...(isPrintable ? { "quoted by us": quoteWord(value).replace(/^'([\s\S]*)'$/, "$1") } : {}),
    "quoted by bash": bash('printf %s "${1@Q}"', value),
    "escaped by bash": bash('printf %q "$1"', value),
  };
}

/** What bash prints of a value, without the quotes around it. */
function bash(script: string, value: string): string {
  const env = { LC_ALL: "C.UTF-8" };
  const quoted = execFileSync("bash", ["--norc", "-c", script, "bash", value], { encoding: "utf8", env });
  return quoted.replace(/^\$?'([\s\S]*)'$/, "$1");
}

function digits(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}
