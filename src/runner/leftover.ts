import type { Check } from "../tutorial/step.ts";

/** What is left where a check says that something is gone: "the vault is gone" → "the vault". */
export function leftover({ title }: Check): string {
  return title.replace(/,? (is|are) (gone|purged|free)\b.*$/, "");
}
