import { mask } from "../../azure/secret.ts";
import type { Form } from "./encodings.ts";
import { isPartOfMore, type Wanted } from "./forms.ts";

export interface ScanOptions {
  /** Look for what may be an ordinary word, too. */
  ordinary: boolean;
  /** Whether more of the text may come: then what may be the beginning of a secret is left for later. */
  mayGoOn: boolean;
}

/** Finds what is wanted in texts, and puts the mask in its place. */
export class Scanner {
  /** What is wanted, by the first two UTF-16 units that it may have. */
  readonly #byStart = new Map<string, Wanted[]>();
  readonly #all: Wanted[] = [];
  /** Whether something may begin with a pair of units, by `slotOf`: most places of a text are passed by that alone. */
  readonly #starts = new Uint8Array(65_536);

  add(wanted: Wanted): void {
    this.#all.push(wanted);
    for (const start of startsOf(wanted.form)) {
      this.#byStart.set(start, [...(this.#byStart.get(start) ?? []), wanted]);
      this.#starts[slotOf(start.charCodeAt(0), start.charCodeAt(1))] = 1;
    }
  }

  /** @returns what is through, with masks, and what may be the beginning of a secret that is not whole yet */
  scan(text: string, options: ScanOptions): { through: string; rest: string } {
    let [through, last] = ["", 0];
    for (let at = 0; at < text.length;) {
      const end = this.#mayBegin(text, at, options) ? this.#endOf(text, at, options) : undefined;
      if (end === "open") return { through: through + text.slice(last, at), rest: text.slice(at) };
      if (end === undefined) {
        at += 1;
        continue;
      }
      through += text.slice(last, at) + mask;
      last = at = end;
    }
    return { through: through + text.slice(last), rest: "" };
  }

  #endOf(text: string, at: number, { ordinary, mayGoOn }: ScanOptions): number | "open" | undefined {
    let longest: number | undefined;
    // Of the last unit alone nobody knows the next one.
    const wanted = at === text.length - 1 ? this.#all : this.#byStart.get(text.slice(at, at + 2));
    for (const { form, isOrdinary } of wanted ?? []) {
      if (isOrdinary && !ordinary) continue;
      const end = endOf(form, text, { from: at, mayGoOn });
      if (end === "open") return "open";
      if (end === undefined || (isOrdinary && isPartOfMore(text, at, end))) continue;
      longest = Math.max(longest ?? 0, end);
    }
    return longest;
  }

  #mayBegin(text: string, at: number, { mayGoOn }: ScanOptions): boolean {
    if (at === text.length - 1) return mayGoOn;
    return this.#starts[slotOf(text.charCodeAt(at), text.charCodeAt(at + 1))] === 1;
  }
}

function slotOf(first: number, second: number): number {
  return (first * 31 + second) & 0xff_ff;
}

function startsOf([first = [], second = [""]]: Form): Set<string> {
  return new Set(
    first.flatMap((text) => (text.length > 1 ? [text.slice(0, 2)] : second.map((next) => text + next.charAt(0)))),
  );
}

/** Where a form that begins at a place of a text ends; "open" when more of the text may come, and with it that end. */
function endOf(form: Form, text: string, { from, mayGoOn }: { from: number; mayGoOn: boolean }) {
  let at = from;
  for (const texts of form) {
    if (mayGoOn && texts.some((each) => goesOn(each, text, at))) return "open";
    const found = texts.find((each) => text.startsWith(each, at));
    if (found === undefined) return undefined;
    at += found.length;
  }
  return at;
}

/** Whether a text ends in the middle of what is wanted at a place. */
function goesOn(wanted: string, text: string, at: number): boolean {
  const there = text.length - at;
  return there < wanted.length && wanted.startsWith(text.slice(at));
}
