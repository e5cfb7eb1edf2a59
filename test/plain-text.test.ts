import { Terminal } from "@xterm/headless";
import { describe, expect, onTestFinished, test } from "vitest";
import { isPlain, plainJson, plainText, styledText } from "../src/plain-text.ts";
import { always, hostileText } from "./properties.ts";

const attacks = [
  ["a title", "\u001b]0;root@server\u0007", "␛]0;root@server␇"],
  [
    "a link",
    "\u001b]8;;https://evil.example\u001b\\here\u001b]8;;\u001b\\",
    "␛]8;;https://evil.example␛\\here␛]8;;␛\\",
  ],
  ["the clipboard", "\u001b]52;c;cm0gLXJmIH4=\u0007", "␛]52;c;cm0gLXJmIH4=␇"],
  ["a wiped screen", "\u001b[2J\u001b[H", "␛[2J␛[H"],
  ["another terminal", "\u001bc", "␛c"],
  ["a line that is written over", "az login\u001b[1G\u001b[Krm", "az login␛[1G␛[Krm"],
  ["a line that begins again", "rm -rf /\raz login", "rm -rf /\naz login"],
  ["a letter that is taken back", "a\b", "a␈"],
  ["C1", "\u009b2J \u009d0;x\u009c", "<U+009B>2J <U+009D>0;x<U+009C>"],
  ["DEL", "a\u007f", "a␡"],
  ["another direction", "az \u202eevil\u202c \u2066x\u2069", "az <U+202E>evil<U+202C> <U+2066>x<U+2069>"],
] as const;

describe("text of others shows, and does nothing:", () => {
  test.each(attacks)("%s", (_, text, shown) => {
    expect([plainText(text), isPlain(text), isPlain(shown)]).toEqual([shown, false, true]);
    expect(styledText(text)).toBe(shown);
  });

  test("colours are left out, and stay in a line of ours", () => {
    const text = "\u001b[1;31mred\u001b[0m and \u009b4mmore";
    expect(plainText(text)).toBe("red and more");
    expect(styledText(text)).toBe(text);
  });

  test("what a person writes stays as it is", () => {
    const text = "Zoë\tΩ 鍵 😀 שלום\u200f مرحبا\n• “quoted” – done";
    expect(isPlain(text)).toBe(true);
    expect(styledText(text)).toBe(text);
  });
});

test("JSON says the same when what a terminal obeys is escaped in it", async () => {
  await always(hostileText, (text) => {
    const json = plainJson(JSON.stringify({ text }));
    expect(isPlain(json)).toBe(true);
    expect(JSON.parse(json)).toEqual({ text });
  });
});

test("whatever was written, nothing is left that is obeyed, and a second time changes nothing", async () => {
  await always(hostileText, (text) => {
    expect(plainText(text).replaceAll(/[\n\t]/g, "")).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    expect(isPlain(plainText(text))).toBe(true);
  });
});

test("a terminal's title, its bell, and what stands above are as they were, whatever is written", async () => {
  const terminal = new Terminal({ cols: 200, rows: 100, allowProposedApi: true, convertEol: true });
  onTestFinished(() => terminal.dispose());
  const obeyed: string[] = [];
  terminal.onTitleChange((title) => obeyed.push(title));
  terminal.onBell(() => obeyed.push("bell"));
  const write = (text: string): Promise<void> => new Promise((done) => terminal.write(text, done));
  const tryText = async (text: string): Promise<void> => {
    terminal.reset();
    await write("above\n");
    await write(`${plainText(text)}\n`);
    expect(terminal.buffer.active.getLine(0)?.translateToString(true)).toBe("above");
    expect(terminal.buffer.active.cursorX).toBe(0);
    expect(obeyed).toEqual([]);
  };
  await always(hostileText, tryText, { runs: 100 });
});
