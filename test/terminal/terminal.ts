import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { spawn } from "@lydell/node-pty";
import xterm from "@xterm/headless";

/** A real terminal with Surestep in it: keys in, screen out. */
export interface Terminal {
  readonly emulator: InstanceType<typeof xterm.Terminal>;
  /** Everything that was written, control sequences included. */
  written(): string;
  /** What the screen shows, and all that has scrolled out of it. */
  screen(): string;
  /** Waits until the screen shows something; fails with the screen when it does not. */
  waitFor(pattern: RegExp, milliseconds?: number): Promise<void>;
  press(keys: string): void;
  kill(signal: string): void;
  readonly exitCode: Promise<number>;
}

export interface TerminalOptions {
  columns?: number;
  rows?: number;
  environment?: Record<string, string>;
}

/** Starts `surestep …` in a terminal of the given size. */
export function openTerminal(args: readonly string[], options: TerminalOptions = {}): Terminal {
  const { columns = 100, rows = 30, environment = {} } = options;
  const own = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || /^(CI|NO_COLOR|FORCE_COLOR|VITEST.*|TEST|NODE_ENV)$/.test(name) ? [] : [[name, value]],
  );
  const child = spawn(process.execPath, [resolve("src/cli/main.js"), ...args], {
    ...{ cols: columns, rows, name: "xterm-256color" },
    env: { ...Object.fromEntries(own), TERM: "xterm-256color", ...environment },
  });
  const emulator = new xterm.Terminal({ cols: columns, rows, scrollback: 5000, allowProposedApi: true });
  let written = "";
  child.onData((data) => {
    written += data;
    emulator.write(data);
  });
  const exitCode = new Promise<number>((done) => child.onExit(({ exitCode: code }) => done(code)));
  const terminal: Terminal = {
    emulator,
    exitCode,
    written: () => written,
    screen() {
      const buffer = emulator.buffer.active;
      const lines = Array.from({ length: buffer.length }, (_, y) => buffer.getLine(y)?.translateToString(true) ?? "");
      return lines.join("\n").trimEnd();
    },
    async waitFor(pattern, milliseconds = 30_000) {
      for (const started = Date.now(); !pattern.test(terminal.screen()); await sleep(20)) {
        if (Date.now() - started > milliseconds) throw new Error(`${pattern} did not appear:\n${terminal.screen()}`);
      }
    },
    press: (keys) => child.write(keys),
    kill: (signal) => child.kill(signal),
  };
  return terminal;
}
