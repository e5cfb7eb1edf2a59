/** What may stand in a text for one part of a secret (a character, a byte), the longest first. */
export type Part = readonly string[];

/** One way of writing a secret, part by part. Texts of a part do not begin with each other, or the longest is meant. */
export type Form = readonly Part[];

/** As it is. */
export function plain(value: string): Form {
  return Array.from(value, (char) => [char]);
}

/**
 * Percent-encoded, with digits of either case, whichever characters the encoder spares (RFC 3986), and as a form is, with
 * a blank as `+` ("application/x-www-form-urlencoded serializing", URL Standard).
 */
export function percentEncoded(value: string): Form {
  return Array.from(value, (char) => {
    const bytes = hexOf(char)
      .map((byte) => `%${byte}`)
      .join("");
    const bare = char === "%" ? [] : char === " " ? ["+", " "] : [char];
    return [bytes.toUpperCase(), bytes].concat(bare);
  });
}

/** As a JSON string has it (RFC 8259), with any of its characters as `\u` and digits. */
export function jsonEncoded(value: string): Form {
  return Array.from(value, jsonTexts);
}

/** A JSON string within a JSON string. */
export function jsonEncodedTwice(value: string): Form {
  return Array.from(value, (char) => longestFirst(jsonTexts(char).map(escapeJson)));
}

function jsonTexts(char: string): Part {
  const digits = char.split("").map((unit) => unit.charCodeAt(0).toString(16).padStart(4, "0"));
  const escapes = [digits, digits.map((each) => each.toUpperCase())].map((each) =>
    each.map((unit) => String.raw`\u${unit}`).join(""),
  );
  return longestFirst([...escapes, escapeJson(char), ...(char === "/" ? [String.raw`\/`] : [])]);
}

function escapeJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** In single quotes, as `quoteWord`, bash's `${value@Q}` and Python's `shlex.quote` write it. */
export function singleQuoted(value: string): Form {
  return Array.from(value, (char) => (char === "'" ? [`'"'"'`, String.raw`'\''`] : [char]));
}

/** With backslashes, as bash's `printf %q` writes it, or in double quotes. */
export function backslashed(value: string): Form {
  return Array.from(value, (char) => (char === "\n" ? [String.raw`$'\n'`, char] : [`\\${char}`, char]));
}

/** In `$'…'` (bash reference, "ANSI-C Quoting"), which `printf %q` uses where there are control characters. */
export function ansiQuoted(value: string): Form {
  return Array.from(value, (char) => {
    const bytes = hexOf(char);
    const octal = bytes.map((byte) => `\\${Number.parseInt(byte, 16).toString(8).padStart(3, "0")}`);
    const hex = bytes.map((byte) => String.raw`\x${byte}`).join("");
    const point = (char.codePointAt(0) ?? 0).toString(16);
    const unicode = [String.raw`\u${point.padStart(4, "0")}`, String.raw`\U${point.padStart(8, "0")}`];
    const escapes = [octal.join(""), hex].concat(unicode).flatMap((each) => [each, upperDigits(each)]);
    const bare = char === "'" || char === "\\" ? [] : [char];
    return longestFirst(escapes.concat(ansiLetters[char] ?? [], bare));
  });
}

const ansiLetters: Readonly<Record<string, readonly string[]>> = {
  ...{ "\u0007": [String.raw`\a`], "\b": [String.raw`\b`], "\f": [String.raw`\f`], "\n": [String.raw`\n`] },
  ...{ "\r": [String.raw`\r`], "\t": [String.raw`\t`], "\v": [String.raw`\v`], "\\": ["\\\\"], "'": [String.raw`\'`] },
  ...{ "\u001B": [String.raw`\E`, String.raw`\e`], '"': [String.raw`\"`], "?": [String.raw`\?`] },
};

function upperDigits(escape: string): string {
  return escape.replaceAll(/(?<=\\[xuU])[\da-f]+/g, (digits) => digits.toUpperCase());
}

/** The bytes of its UTF-8 in hexadecimal digits. */
export function hexEncoded(value: string): Form {
  return hexOf(value).map((byte) => [byte, byte.toUpperCase()]);
}

function hexOf(text: string): string[] {
  return Array.from(Buffer.from(text), (byte) => byte.toString(16).padStart(2, "0"));
}

function longestFirst(texts: readonly string[]): string[] {
  return [...new Set(texts)].toSorted((a, b) => b.length - a.length);
}
