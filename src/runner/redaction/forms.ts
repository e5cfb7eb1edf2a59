import { base64, certainCharacters } from "./base64.ts";
import * as encodings from "./encodings.ts";

/** A way in which a secret may be written, and where it counts as one. */
export interface Wanted {
  form: encodings.Form;
  /** Whether it may as well be a word, a number or a date that stands for itself: then it counts only by itself. */
  isOrdinary: boolean;
}

/** All the ways in which a secret may be written. */
export function formsOf(value: string): Wanted[] {
  const isOrdinary = mayBeOrdinary(value);
  const readable = [
    ...[encodings.plain, encodings.percentEncoded, encodings.jsonEncoded, encodings.jsonEncodedTwice],
    ...[encodings.singleQuoted, encodings.backslashed, encodings.ansiQuoted],
  ].map((encode) => ({ form: encode(value), isOrdinary }));
  const hex = { form: encodings.hexEncoded(value), isOrdinary: mayBeOrdinary(Buffer.from(value).toString("hex")) };
  const encoded = ([0, 1, 2] as const).flatMap((offset) => {
    const isTooShort = certainCharacters(value, offset) < fewest;
    // Within something else so few characters say nothing.
    return isTooShort && offset > 0 ? [] : [{ form: base64(value, offset), isOrdinary: isTooShort }];
  });
  return [...readable, hex, ...encoded];
}

/** With fewer characters a text is met by chance, within an ID for instance. */
const fewest = 6;

/** What is as long as that is no word of ours, be it made of letters alone. */
const longestOrdinary = 15;

/**
 * Whether a text may as well stand somewhere because it is a word, a number, a date or a name, such as `2026`,
 * `2026-01-31`, `eastus`, `Key Vault` or `create-vault`: few characters, or letters and digits that are not mixed.
 */
function mayBeOrdinary(text: string): boolean {
  if (text.length < fewest) return true;
  return text.length <= longestOrdinary && /^(?:\p{L}+|\d+)(?:[ '_./:-]+(?:\p{L}+|\d+))*$/u.test(text);
}

/**
 * Whether what stands at a place is only a part of something longer: of a word, a number, a date, a path or a name, whose
 * parts are joined by `-`, `.`, `/` or `_`.
 */
export function isPartOfMore(text: string, from: number, to: number): boolean {
  const before = text.slice(Math.max(0, from - 3), from);
  const isJoinedBefore =
    joinedBefore.test(before) && !escapeBefore.test(before) && wordAtBeginning.test(text[from] ?? "");
  return isJoinedBefore || (wordAtBeginning.test(text[to - 1] ?? "") && joinedBehind.test(text.slice(to, to + 2)));
}

const wordAtBeginning = /^[\p{L}\p{N}]/u;
const joinedBefore = /[\p{L}\p{N}_][-./]?$/u;
const joinedBehind = /^[-./]?[\p{L}\p{N}_]/u;
/** Not a letter before it, but what JSON or a URL writes for a character that joins nothing. */
const escapeBefore = /(?:\\[bfnrtv]|%[\da-fA-F]{2})$/;
