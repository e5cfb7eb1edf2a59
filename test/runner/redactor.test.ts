import { describe, expect, test } from "vitest";
import { mask, Secret } from "../../src/azure/secret.ts";
import { createRedactor, type Redactor } from "../../src/runner/redactor.ts";

function knowing(...values: string[]): Redactor {
  const redactor = createRedactor();
  for (const value of values) redactor.add(Secret.of(value));
  return redactor;
}

const value = 'p"a ß/w+o$rd';

describe("a secret is masked", () => {
  test.each([
    ["as it is", value],
    ["as JSON writes it", JSON.stringify(value).slice(1, -1)],
    ["as a URL writes it", encodeURIComponent(value)],
    ["in base64", Buffer.from(value).toString("base64")],
  ])("%s", (_, form) => {
    expect(knowing(value).redact(`before ${form} after ${form}`)).toBe(`before ${mask} after ${mask}`);
  });

  test("the longest first, so that no end of a longer one stays", () => {
    expect(knowing("secret", "secret-and-more").redact("secret-and-more, secret")).toBe(`${mask}, ${mask}`);
    expect(knowing("secret-and-more", "secret").redact("secret-and-more, secret")).toBe(`${mask}, ${mask}`);
  });

  test("whatever it would mean in a regular expression or a replacement", () => {
    expect(knowing("a.*$&").redact("a.*$& axx$&")).toBe(`${mask} axx$&`);
  });

  test("but not one so short that it would mask half of every text", () => {
    expect(knowing("a", "").redact("a banana")).toBe("a banana");
  });

  test("only when its value is known", () => {
    const redactor = createRedactor();
    redactor.add(Secret.remembered(Secret.of("swordfish").fingerprint()));
    expect(redactor.redact("swordfish")).toBe("swordfish");
  });
});

describe("a JSON web token is masked wherever it comes from", () => {
  const token = `eyJ${"a".repeat(30)}.eyJ${"b".repeat(40)}.c-d_e`;
  test.each([
    [`Authorization: Bearer ${token}`, `Authorization: Bearer ${mask}`],
    [`{"accessToken":"${token}"}`, `{"accessToken":"${mask}"}`],
    [`${token},${token}`, `${mask},${mask}`],
  ])("%s", (text, redacted) => {
    expect(createRedactor().redact(text)).toBe(redacted);
  });

  test("but no text that only starts like one", () => {
    expect(createRedactor().redact("eyJ.a.b and eyJabcdefghijkl")).toBe("eyJ.a.b and eyJabcdefghijkl");
  });
});
