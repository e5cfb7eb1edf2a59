import { assert, asyncProperty, constantFrom, oneof, string, type Arbitrary } from "fast-check";

/** Characters that mean something to a shell, to JSON, to a URL, or to a terminal: what breaks first. */
const telling = [
  ..." \t\n\r'\"`\\$!#*?~&|;<>(){}[]=%^-+/:,.@_0aZ•ß鍵",
  ...[
    "\u001B",
    "\u0007",
    "\u0000",
    "\u007F",
    "\u009B",
    "\u009C",
    "\u009D",
    "\u202E",
    "\u2066",
    "\u2069",
    "\u2028",
    "😀",
  ],
  ...["\u001B[", "\u001B]", "\u001B\\", "${", "$(", "\r\n", "m", "0;"],
];

/** Text as somebody writes it who means harm: half of it is made of what means something. */
export const hostileText = oneof(
  string({ unit: constantFrom(...telling), maxLength: 40 }),
  string({ unit: "binary", maxLength: 40 }),
);

/** The same without NUL, which no argument and no variable of a process can hold. */
export const hostileWord = hostileText.map((text) => text.replaceAll("\0", ""));

/**
 * Tries a property on values made up of a seed, so that each run of the tests tries the same ones. One that fails is made
 * as small as it can be. `SURESTEP_SEED` tries others.
 */
export function always<T>(
  values: Arbitrary<T>,
  holds: (value: T) => void | Promise<void>,
  { runs = 300 }: { runs?: number } = {},
): Promise<void> {
  const seed = Number(process.env["SURESTEP_SEED"] ?? 2019);
  const property = asyncProperty(values, async (value) => {
    await holds(value);
  });
  return assert(property, { seed, numRuns: runs });
}
