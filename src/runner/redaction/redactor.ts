import type { Secret } from "../../azure/secret.ts";
import { maskCredentials, openCredential } from "./credentials.ts";
import { formsOf } from "./forms.ts";
import { Scanner } from "./scanner.ts";

/**
 * Takes secrets out of whatever is printed, journalled or reported, however they are written: as they are, for a URL or a
 * form, in JSON, quoted for a shell, in hexadecimal digits, in base64.
 *
 * A secret may be as common a word as "done", "eastus" or "2026". It is masked in what others have said, where it stands
 * by itself, and nowhere else: not in a longer word, a date or a name, and not in our own words, which tell nothing of it.
 */
export interface Redactor {
  /** From now on the value is masked. */
  add(secret: Secret): void;
  /** For what a program, a service or a step's own code has said. */
  redact(this: void, text: string): string;
  /** For our own words, and what is laid out of them and of texts that were redacted before. */
  redactOwn(this: void, text: string): string;
  /** For our own words that come in pieces: a secret may be cut between two of them. */
  stream(): RedactedStream;
}

/** What comes in pieces. */
export interface RedactedStream {
  /** @returns what may go out; what may be the beginning of a secret is kept until more is known */
  push(piece: string): string;
  /** @returns what was kept: nothing more comes */
  end(): string;
}

export function createRedactor(): Redactor {
  const scanner = new Scanner();
  const known = new Set<string>();
  const redactWith = (text: string, ordinary: boolean): string =>
    maskCredentials(scanner.scan(text, { ordinary, mayGoOn: false }).through);
  return {
    add(secret) {
      // A value of one or two characters would mask half of every text, and is no secret.
      if (!secret.isKnown || secret.reveal().length < 3 || known.has(secret.reveal())) return;
      known.add(secret.reveal());
      for (const wanted of formsOf(secret.reveal())) scanner.add(wanted);
    },
    redact: (text) => redactWith(text, true),
    redactOwn: (text) => redactWith(text, false),
    stream() {
      let kept = "";
      return {
        push(piece) {
          const { through, rest } = scanner.scan(kept + piece, { ordinary: false, mayGoOn: true });
          const end = openCredential(through);
          kept = through.slice(end) + rest;
          return maskCredentials(through.slice(0, end));
        },
        end() {
          const last = redactWith(kept, false);
          kept = "";
          return last;
        },
      };
    },
  };
}
