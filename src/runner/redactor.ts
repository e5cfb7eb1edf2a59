import { mask, type Secret } from "../azure/secret.ts";

/** Takes secrets out of whatever is printed, journalled or reported. There is one for each run. */
export interface Redactor {
  /** From now on the value is masked wherever it appears, also as JSON or a URL writes it. */
  add(secret: Secret): void;
  redact(text: string): string;
}

// A JSON web token, wherever one comes from (identity libraries log it when a proxy is set).
const token = /\beyJ[\w-]{10,}\.[\w-]+\.[\w-]*/g;

export function createRedactor(): Redactor {
  const forms = new Set<string>();
  return {
    add(secret) {
      // A value of one or two characters would mask half of every text, and is no secret.
      if (!secret.isKnown || secret.reveal().length < 3) return;
      const value = secret.reveal();
      for (const form of [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]) forms.add(form);
      forms.add(Buffer.from(value).toString("base64"));
    },
    redact(text) {
      const longestFirst = [...forms].toSorted((a, b) => b.length - a.length);
      return longestFirst.reduce((rest, form) => rest.replaceAll(form, mask), text).replace(token, mask);
    },
  };
}
