import { mask, type Secret } from "../azure/secret.ts";
import { visibleText, withoutStyles } from "../plain-text.ts";

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
  let longestFirst: string[] = [];
  return {
    add(secret) {
      // A value of one or two characters would mask half of every text, and is no secret.
      if (!secret.isKnown || secret.reveal().length < 3) return;
      const value = secret.reveal();
      for (const form of [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]) forms.add(form);
      forms.add(Buffer.from(value).toString("base64"));
      longestFirst = [...forms].toSorted((a, b) => b.length - a.length);
    },
    redact(text) {
      return longestFirst.reduce((rest, form) => rest.replaceAll(form, mask), text).replace(token, mask);
    },
  };
}

/**
 * Redacts every text in plain data, and takes out of it what a terminal would obey.
 * @param spared names of properties that stay as they are, with all that is in them
 */
export function redactTexts<T>(value: T, redact: (text: string) => string, spared: ReadonlySet<string>): T;
export function redactTexts(value: unknown, redact: (text: string) => string, spared: ReadonlySet<string>): unknown {
  if (typeof value === "string") return visibleText(redact(withoutStyles(value)));
  if (Array.isArray(value)) return value.map((each) => redactTexts(each, redact, spared));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, each]) => [name, spared.has(name) ? each : redactTexts(each, redact, spared)]),
  );
}
