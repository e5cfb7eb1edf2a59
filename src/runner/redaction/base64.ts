import type { Form } from "./encodings.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * A value in base64 (RFC 4648), with either alphabet, padded or not, as it is or within JSON or a form.
 * @param offset how many bytes stand before it in its group of three, as those of `user:` do: of the characters that it
 *   shares with what stands before and after it, each is meant that is possible
 */
export function base64(value: string, offset: 0 | 1 | 2): Form {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)]);
  const chars = bytes.toString("base64").replace(/=+$/, "").split("");
  const padding = "=".repeat((3 - (bytes.length % 3)) % 3);
  return chars.flatMap((char, index) => {
    // How many of the character's six bits are what stands before, and what stands behind.
    const before = Math.max(0, offset * 8 - index * 6);
    const behind = Math.max(0, index * 6 + 6 - bytes.length * 8);
    if (before >= 6) return [];
    const own = alphabet.indexOf(char);
    const possible = Array.from({ length: 2 ** before }, (_, high) =>
      Array.from({ length: 2 ** behind }, (__, low) => own | (high << (6 - before)) | low),
    ).flat();
    const texts = possible.flatMap((each) => textsOf(alphabet.charAt(each)));
    const isLast = index === chars.length - 1 && padding !== "";
    // Where the value is the last of all, its own bits are followed by zeros and by the padding.
    return [
      isLast ? [...textsOf(char).flatMap((each) => paddings(padding).map((pad) => each + pad)), ...texts] : texts,
    ];
  });
}

/** How many characters of a value in base64 are made of its own bits alone. */
export function certainCharacters(value: string, offset: 0 | 1 | 2): number {
  return Math.floor(((offset + Buffer.byteLength(value)) * 8) / 6) - Math.ceil((offset * 8) / 6);
}

/** A character of the alphabet as it is written: in the other alphabet, in a form, within JSON. */
function textsOf(char: string): string[] {
  if (char === "+") return [String.raw`\u002B`, String.raw`\u002b`, "%2B", "%2b", "+", "-"];
  if (char === "/") return [String.raw`\u002F`, String.raw`\u002f`, "%2F", "%2f", String.raw`\/`, "/", "_"];
  return [char];
}

function paddings(padding: string): string[] {
  return [padding.replaceAll("=", "%3D"), padding.replaceAll("=", "%3d"), padding, padding.slice(1)].filter(
    (each) => each !== "",
  );
}
