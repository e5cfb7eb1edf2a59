// Draws the README's pictures from real sessions: .github/walk.svg, a learner in a terminal, and .github/run.svg, the end
// of a run. `npm run picture` draws them anew.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openTerminal, type Terminal } from "../test/terminal/terminal.ts";

const columns = 100;
const rows = 30;
const cell = { width: 8.43, height: 18 };
const palette = ["#1e2127", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#c8ccd4"];
const bright = "#7f848e";

/** One screen as SVG: a text element a line, a tspan for each run of cells that look alike. */
function drawScreen({ emulator }: Terminal): string {
  const buffer = emulator.buffer.active;
  const lines = Array.from({ length: emulator.rows }, (_, y) => {
    const line = buffer.getLine(buffer.baseY + y);
    if (line === undefined) return "";
    const runs: { style: string; text: string; x: number }[] = [];
    for (let x = 0; x < columns; x += 1) {
      const found = line.getCell(x);
      const text = found?.getChars() || " ";
      const colour = found?.isFgDefault() === true ? "" : ` fill="${colourOf(found?.getFgColor() ?? 7)}"`;
      const style = `${colour}${found?.isBold() ? ' font-weight="bold"' : ""}${found?.isDim() ? ' opacity=".6"' : ""}`;
      const last = runs.at(-1);
      if (last?.style === style) last.text += text;
      else runs.push({ style, text, x });
    }
    const drawn = runs
      .filter(({ text }) => text.trim() !== "")
      .map(({ style, text, x }) => {
        const start = text.length - text.trimStart().length;
        const at = 16 + (x + start) * cell.width;
        const shown = text.trim();
        return `<tspan x="${at.toFixed(1)}" textLength="${(shown.length * cell.width).toFixed(1)}"${style}>${escape(shown)}</tspan>`;
      });
    return drawn.length === 0 ? "" : `<text y="${54 + y * cell.height}">${drawn.join("")}</text>`;
  });
  return lines.join("");
}

function colourOf(index: number): string {
  return palette[index] ?? bright;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll(" ", "\u00a0");
}

function frameOf(content: string, height: number, style = ""): string {
  const width = Math.ceil(columns * cell.width + 32);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="14" fill="#c8ccd4" xml:space="preserve"><style>${style}</style><rect width="100%" height="100%" rx="10" fill="#1e2127"/><g fill="#7f848e"><circle cx="20" cy="18" r="6"/><circle cx="40" cy="18" r="6"/><circle cx="60" cy="18" r="6"/></g>${content}</svg>\n`;
}

function heightOf(lines: number): number {
  return lines * cell.height + 58;
}

/** Frames, each shown for its time, again and again. */
function animate(frames: readonly { drawn: string; seconds: number }[]): string {
  const total = frames.reduce((sum, { seconds }) => sum + seconds, 0);
  let begun = 0;
  const parts = frames.map(({ drawn, seconds }, index) => {
    const [from, to] = [begun / total, (begun + seconds) / total].map((part) => (part * 100).toFixed(2));
    begun += seconds;
    const keys = `@keyframes f${index}{0%,${from}%{visibility:hidden}${from}%,${to}%{visibility:visible}${to}%,100%{visibility:hidden}}`;
    return {
      style: `${keys}#f${index}{animation:f${index} ${total.toFixed(1)}s steps(1) infinite}`,
      drawn: `<g id="f${index}" visibility="hidden">${drawn}</g>`,
    };
  });
  return frameOf(parts.map(({ drawn }) => drawn).join(""), heightOf(rows), parts.map(({ style }) => style).join(""));
}

/** Looks at a terminal until it ends, and keeps each screen that differs. Pauses are cut to what a reader needs. */
async function record(terminal: Terminal, act: () => Promise<void>): Promise<{ drawn: string; seconds: number }[]> {
  const frames: { drawn: string; seconds: number }[] = [];
  const session = { isOver: false };
  const acting = act().finally(() => (session.isOver = true));
  while (!session.isOver) {
    const drawn = drawScreen(terminal);
    const last = frames.at(-1);
    if (last?.drawn === drawn) last.seconds = Math.min(last.seconds + 0.1, 3);
    else frames.push({ drawn, seconds: 0.1 });
    await sleep(100);
  }
  await acting;
  return frames.filter(({ drawn, seconds }) => drawn !== "" && seconds > 0.15);
}

const folder = mkdtempSync(join(tmpdir(), "picture-"));
try {
  const walk = openTerminal(["tutorial", "--az", "builtin", "--folder", join(folder, "walk")], { columns, rows });
  const frames = await record(walk, async () => {
    await walk.waitFor(/Enter run it/);
    await sleep(2500);
    walk.press("\r");
    await walk.waitFor(/2 of 11[\s\S]*Enter run it/);
    await sleep(2500);
    walk.press("\r");
    await walk.waitFor(/3 of 11[\s\S]*Enter run it/);
    await sleep(2500);
    walk.press("\r");
    await walk.waitFor(/4 of 11[\s\S]*Enter run it/);
    await sleep(2500);
    walk.press("q");
    await walk.exitCode;
    await sleep(1500);
  });
  writeFileSync(".github/walk.svg", animate(frames));
  const words = ["tutorial", "--yes", "--az", "builtin", "--folder", join(folder, "run")];
  const run = openTerminal(words, { columns, rows });
  await run.exitCode;
  const summary = run.written().slice(run.written().lastIndexOf("Summary"));
  const lines = summary.trimEnd().split("\r\n");
  run.emulator.reset();
  run.emulator.resize(columns, lines.length);
  await new Promise<void>((done) => run.emulator.write(lines.join("\r\n"), done));
  writeFileSync(".github/run.svg", frameOf(drawScreen(run), heightOf(lines.length)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
