import { stripVTControlCharacters, styleText } from "node:util";
import wrapAnsi from "wrap-ansi";
import type { Input, Output } from "../io.ts";
import type { RedactedIo } from "../redacted-io.ts";
import { styledText } from "../../plain-text.ts";
import { showsColours } from "../streams.ts";

/** How lists are drawn: redrawn in place on a terminal, each row printed when it is through elsewhere, or not at all. */
export type ListStyle = "live" | "plain" | "silent";

/**
 * Where words go out: one place that knows the width, the colours, and whether somebody is there to answer. Whoever wrote
 * them, a terminal obeys nothing in them but colours.
 */
export interface Screen {
  /** Somebody sits at a terminal and can be asked. */
  readonly isInteractive: boolean;
  readonly listStyle: ListStyle;
  readonly width: number;
  /** What a prompt reads and writes. */
  readonly streams: { readonly input: Input; readonly output: Output };
  /** Prints a line, or several. */
  print(text?: string): void;
  /** Prints prose, wrapped to the width, with a margin. */
  prose(text: string): void;
  /** Prints a sign and a text, wrapped beside it. */
  item(sign: string, text: string): void;
  /** Prints a name and what belongs to it, wrapped beside it. */
  entry(name: string, text: string, margin?: string): void;
  /** Styles text where colours are wanted. */
  style(this: void, format: Parameters<typeof styleText>[0], text: string): string;
}

export interface ScreenOptions {
  /** Never ask. */
  yes?: boolean;
  /** For screen readers and logs: nothing is redrawn. */
  plain?: boolean;
}

/** The screen on which a command shows what it does. */
export function openScreen({ stdin, stdout, env, redactor }: RedactedIo, options: ScreenOptions = {}): Screen {
  const isTerminal = stdout.isTTY === true;
  const hasColours = showsColours(stdout, env);
  // Before it is wrapped: behind a line's end nobody would find the other half of a secret.
  const wrap = (text: string, columns: number): string => wrapAnsi(redactor.redactOwn(text), columns, { trim: true });
  const width = Math.max(40, Math.min(stdout.columns ?? 100, 100));
  const screen: Screen = {
    isInteractive: isTerminal && stdin.isTTY === true && options.yes !== true,
    listStyle: isTerminal && options.plain !== true ? "live" : "plain",
    width,
    streams: { input: stdin, output: stdout },
    print: (text = "") => stdout.write(`${styledText(text)}\n`),
    prose(text) {
      for (const paragraph of text.trim().split(/\n{2,}/)) {
        const joined = paragraph.replaceAll(/\s*\n\s*/g, " ");
        screen.print(indent(wrap(joined, width - 2)));
        screen.print();
      }
    },
    item(sign, text) {
      const margin = stripVTControlCharacters(sign).length + 3;
      const [first = "", ...rest] = wrap(text, width - margin).split("\n");
      screen.print(`  ${sign} ${first}`);
      for (const line of rest) screen.print(`${" ".repeat(margin)}${line}`);
    },
    entry(name, text, margin = "") {
      const [first = "", ...rest] = wrap(text, width - 14 - margin.length).split("\n");
      screen.print(`${margin}    ${screen.style("bold", name.padEnd(9))} ${first}`);
      for (const line of rest) screen.print(`${margin}${" ".repeat(14)}${line}`);
    },
    style: (format, text) => (hasColours ? styleText(format, text, { validateStream: false }) : text),
  };
  return screen;
}

export function indent(text: string, margin = "  "): string {
  return text.replaceAll(/^(?=.)/gm, margin);
}
