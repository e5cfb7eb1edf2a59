import { array, record, string } from "fast-check";
import { expect, test } from "vitest";
import { Secret } from "../../src/azure/secret.ts";
import { createRedactor } from "../../src/runner/redactor.ts";
import { always, hostileText } from "../properties.ts";

/** What Azure and people make secrets of: no character of the mask itself, and long enough not to be a common word. */
const secret = string({ unit: "grapheme-ascii", minLength: 12, maxLength: 40 });

test("a secret is in no text that was redacted, in none of the ways in which it is written", async () => {
  const values = record({ secret, others: array(secret, { maxLength: 3 }), before: hostileText, after: hostileText });
  await always(values, ({ secret: value, others, before, after }) => {
    const redactor = createRedactor();
    for (const each of [value, ...others]) redactor.add(Secret.of(each));
    const ways = [
      value,
      JSON.stringify(value).slice(1, -1),
      encodeURIComponent(value),
      Buffer.from(value).toString("base64"),
    ];
    for (const way of ways) expect(redactor.redact(`${before} ${way} ${after}`)).not.toContain(way);
  });
});

test("a text without a secret stays as it is, and one that was redacted is not changed again", async () => {
  const values = record({ secret, text: hostileText }).filter((each) => !each.text.includes(each.secret));
  await always(values, ({ secret: value, text }) => {
    const redactor = createRedactor();
    redactor.add(Secret.of(value));
    expect(redactor.redact(text)).toBe(text);
    const once = redactor.redact(`${text} ${value}`);
    expect(redactor.redact(once)).toBe(once);
  });
});
