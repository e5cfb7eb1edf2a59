import { describe, expect, test } from "vitest";
import { mask, Secret } from "../../../src/azure/secret.ts";
import { createRedactor, type Redactor } from "../../../src/runner/redaction/redactor.ts";
import { writings } from "./writings.ts";

function knowing(...values: string[]): Redactor {
  const redactor = createRedactor();
  for (const value of values) redactor.add(Secret.of(value));
  return redactor;
}

/** Secrets with all that encodings treat in their own way; the first is like one that Entra makes. */
const secrets = [
  ...[
    "Ab1~8Q~.cdE_f-GhIjKlMnOpQrStUvWxYz012345",
    'p"a ß/w+o$rd',
    "it's 100%25 \\ `safe`",
    "tab\tand\nline 9",
    "€uro🎉9!",
  ],
  ...["a&b=c?d#e;f,g:h", "\u001B[31m\u0007bell"],
];

describe.each(secrets)("the secret %j is masked", (value) => {
  const redactor = knowing(value);
  test.each(Object.entries(writings(value)))("%s", (_, written) => {
    expect(redactor.redact(`before ${written} after ${written}`)).toBe(`before ${mask} after ${mask}`);
    expect(redactor.redactOwn(`before ${written} after`)).toBe(`before ${mask} after`);
  });

  test.each(["", "u", "us", "user:", "client:x"])("in base64 behind %j and before more", (before) => {
    for (const encoding of ["base64", "base64url"] as const) {
      for (const behind of ["", "!", "?>", "and more"]) {
        const written = Buffer.from(`${before}${value}${behind}`).toString(encoding);
        const shown = redactor.redact(`<${written}>`);
        expect(shown).toContain(mask);
        // Not a character of the value's is left: what is left holds only bits of what stands around it.
        const [head = "", tail = ""] = shown.slice(1, -1).split(mask);
        expect(Buffer.from(head, "base64").length).toBeLessThanOrEqual(before.length);
        expect(tail.replace(/=+$/, "").length).toBeLessThanOrEqual(Math.ceil((behind.length * 8) / 6));
      }
    }
  });

  test("wherever it is cut between two pieces", () => {
    for (const written of Object.values(writings(value))) {
      const text = `<${written}>.`;
      for (let cut = 1; cut < text.length; cut += 1) {
        const stream = redactor.stream();
        const out = [stream.push(text.slice(0, cut)), stream.push(text.slice(cut)), stream.end()].join("");
        expect(out).toBe(`<${mask}>.`);
      }
      const stream = redactor.stream();
      expect([...text.split("").map((char) => stream.push(char)), stream.end()].join("")).toBe(`<${mask}>.`);
    }
  });
});

describe("secrets are masked", () => {
  test("the longest first, so that no end of a longer one stays", () => {
    expect(knowing("secret", "secret-and-more").redact("secret-and-more, secret")).toBe(`${mask}, ${mask}`);
    expect(knowing("secret-and-more", "secret").redact("secret-and-more, secret")).toBe(`${mask}, ${mask}`);
  });

  test("whatever they would mean in a regular expression or a replacement", () => {
    expect(knowing("a.*$&x").redact("a.*$&x axx$&x")).toBe(`${mask} axx$&x`);
  });

  test("but not one so short that it would mask half of every text", () => {
    expect(knowing("a", "").redact("a banana")).toBe("a banana");
  });

  test("only when the value is known", () => {
    const redactor = createRedactor();
    redactor.add(Secret.remembered(Secret.of("swordfish").fingerprint()));
    expect(redactor.redact("swordfish")).toBe("swordfish");
  });

  test("in a text of a megabyte", () => {
    const text = "a line of some program that says nothing of it\n".repeat(20_000);
    const redactor = knowing(...secrets);
    expect(redactor.redact(`${text}${secrets[0]}`)).toBe(`${text}${mask}`);
  });
});

describe("a secret that is a common word, a number or a date", () => {
  test.each(["2026", "done", "eastus", "Key Vault", "mySecret", "2026-01-31", "create-vault"])(
    "is masked by itself in what others say: %s",
    (value) => {
      const redactor = knowing(value);
      for (const around of ["<>", "''", "  ", "= ", ": ", '""', "(,"]) {
        const [before = "", behind = ""] = around.split("");
        expect(redactor.redact(`it is${before}${value}${behind}.`)).toBe(`it is${before}${mask}${behind}.`);
      }
      expect(redactor.redact(value)).toBe(mask);
      expect(redactor.redact(JSON.stringify(`line\n${value}\nline`))).toBe(`"line\\n${mask}\\nline"`);
      expect(redactor.redact(`password%3D${value}`)).toBe(`password%3D${mask}`);
    },
  );

  test.each([
    ["2026", "2026-01-31T20:26:20.260Z, surestep-2026, vault2026, a/2026/b, 120260, v1.2026, 2026.5, 2026_x"],
    ["done", "undone, done-for, abandoned, done.json, a/done"],
    ["mySecret", "/secrets/mySecret/0a1b, mySecrets, mySecret2"],
  ])("changes nothing of longer words, numbers, dates, paths and names: %s", (value, text) => {
    expect(knowing(value).redact(text)).toBe(text);
  });

  test("changes nothing of our own words", () => {
    const text = "2026 steps verified, all done in eastus.";
    expect(knowing("2026", "done", "eastus").redactOwn(text)).toBe(text);
  });

  test("is masked in base64 and in hexadecimal digits, which are no words", () => {
    const redactor = knowing("swordfish");
    const user = Buffer.from("user:swordfish!").toString("base64");
    expect(redactor.redactOwn(`${Buffer.from("swordfish").toString("hex")} ${user}`)).toMatch(/^•{8} dXNlcj•{8}h$/);
    expect(knowing("2026").redact(`Basic ${Buffer.from("me:2026").toString("base64")}`)).toBe(`Basic ${mask}`);
  });
});

describe("a credential is masked by its look, whoever it belongs to", () => {
  const token = `eyJ${"a".repeat(30)}.eyJ${"b".repeat(40)}.c-d_e`;
  const opaque = "0.AXoA-~x9";
  const basic = Buffer.from("me:2026").toString("base64");
  test.each([
    [`Authorization: Bearer ${token}`, `Authorization: Bearer ${mask}`],
    [`{"accessToken":"${token}"}`, `{"accessToken":"${mask}"}`],
    [`${token},${token}`, `${mask},${mask}`],
    [Buffer.from(token).toString("base64"), mask],
    [Buffer.from(token).toString("hex"), mask],
    [
      `grant_type=refresh_token&refresh_token=${opaque}&scope=x`,
      `grant_type=refresh_token&refresh_token=${mask}&scope=x`,
    ],
    [`{"device_code": "${opaque}"}`, `{"device_code": "${mask}"}`],
    [JSON.stringify(`{"clientSecret":"${opaque}"}`), `"{\\"clientSecret\\":\\"${mask}\\"}"`],
    [`"authorization": "Basic ${opaque}"`, `"authorization": "Basic ${mask}"`],
  ])("%s", (text, redacted) => {
    expect(createRedactor().redact(text)).toBe(redacted);
  });

  test("wherever it is cut between two pieces", () => {
    for (const text of [`<${token}>`, `client_secret=${opaque}&x`, `{"accessToken":"${opaque}"}`, `Basic ${basic}.`]) {
      const whole = createRedactor().redact(text);
      const value = text.search(/eyJ|0\.A|bWU6/);
      for (let cut = value; cut < text.length; cut += 1) {
        const stream = createRedactor().stream();
        expect(stream.push(text.slice(0, cut)) + stream.push(text.slice(cut)) + stream.end()).toBe(whole);
      }
    }
  });

  test("but no text that only looks a little like one", () => {
    const text =
      'eyJ.a.b and eyJabcdefghijkl, Basic authentication, client_secret=short, client_secret=$(property password), const clientSecret = process.env["X"]';
    expect(createRedactor().redact(text)).toBe(text);
  });
});
