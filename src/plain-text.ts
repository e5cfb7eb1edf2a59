/**
 * Text that others have written (a tutorial, az, a program, a service) may hold what a terminal obeys: colours, a cursor
 * that moves, a title, a link whose target is another one, a screen that is wiped, letters in another order than they are
 * stored. Here it becomes text that only says what it says.
 */

const escape = String.fromCodePoint(0x1b);
const controlSequenceIntroducer = String.fromCodePoint(0x9b);

/** What sets colours and weights: "Select Graphic Rendition" (ECMA-48, 8.3.117). */
const style = `(?:${escape}\\[|${controlSequenceIntroducer})[\\d;:]*m`;
const styles = new RegExp(style, "g");

/** C0 but for line feed and tab, DEL and C1; embeddings, overrides and isolates of direction (UAX #9, 2). */
const obeyed = String.raw`[[\p{Cc}--[\n\t]]\u202a-\u202e\u2066-\u2069]`;
const lineEnds = /\r\n?/g;
const obeyedOnly = new RegExp(obeyed, "gv");
const obeyedOrStyle = new RegExp(`${style}|${obeyed}`, "gv");
const obeyedBehindJson = /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** The text without colours and weights: a secret whose halves have two colours is whole again. */
export function withoutStyles(text: string): string {
  return text.replace(styles, "");
}

/** The text with a sign in place of each character that a terminal obeys, but for line feed and tab: `␛]0;title␇`. */
export function visibleText(text: string): string {
  return text.replace(lineEnds, "\n").replace(obeyedOnly, signOf);
}

/** Text of others as it may be shown anywhere: without colours, and with a sign for whatever else a terminal obeys. */
export function plainText(text: string): string {
  return visibleText(withoutStyles(text));
}

/** The same for a line of ours that has colours: these stay. */
export function styledText(text: string): string {
  return text.replace(lineEnds, "\n").replace(obeyedOrStyle, (found) => (found.length > 1 ? found : signOf(found)));
}

/** Whether a terminal would do with the text anything but show it. */
export function isPlain(text: string): boolean {
  return plainText(text) === text;
}

/** JSON that says the same with all that a terminal obeys escaped: `JSON.stringify` leaves DEL, C1 and directions as they are. */
export function plainJson(json: string): string {
  return json.replace(obeyedBehindJson, (found) => `\\u${hexadecimal(found)}`);
}

/** Unicode's own picture of a C0 control or DEL; the number of any other. */
function signOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? "␡" : `<U+${hexadecimal(character).toUpperCase()}>`;
}

function hexadecimal(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).padStart(4, "0");
}
