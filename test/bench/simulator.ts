// Measures the simulator: how soon it is ready, how many secrets a second it sets and gets, how much memory it takes, how
// that grows with what is stored, and where the time goes. Ratios are of one run. Prints tables; asserts nothing.
//   npm run bench:simulator
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startClients, type Clients, type Pace } from "./simulator-clients.ts";
import { measureParts } from "./simulator-parts.ts";

/** Ways to set and get, each a row. */
const ways = [
  ["set and get by the SDK", "sdk"],
  ["set and get by HTTP, a connection each", "anew"],
  ["set and get by HTTP, one connection", "kept"],
] as const;

const folder = mkdtempSync(join(tmpdir(), "bench-"));

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** The time from the beginning of a process to a simulator that is ready, over that of a process that does nothing. */
async function measureStart(): Promise<{ ready: number; ratio: number }> {
  // As the command line does it: with the compiled copy of its files that it keeps.
  const script = `
    (await import("node:module")).enableCompileCache(${JSON.stringify(resolve("node_modules/.cache/surestep"))});
    const { startSimulator } = await import(${JSON.stringify(resolve("src/simulator/simulator.ts"))});
    const { proxyUrl } = await startSimulator({ folder: ${JSON.stringify(join(folder, "start"))} });
    process.stdout.write(proxyUrl);`;
  const times: { empty: number; ready: number }[] = [];
  for (let turn = 0; turn < 11; turn++) {
    rmSync(join(folder, "start"), { recursive: true, force: true });
    const empty = await timeUntil("exit", ["-e", "0"]);
    times.push({ empty, ready: await timeUntil("output", ["--input-type=module", "-e", script]) });
  }
  const warm = times.slice(2);
  return {
    ready: median(warm.map(({ ready }) => ready)),
    ratio: median(warm.map(({ ready, empty }) => ready / empty)),
  };
}

async function timeUntil(event: "exit" | "output", args: readonly string[]): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(child, "exit");
  await (event === "exit" ? exited : once(child.stdout, "data"));
  const time = performance.now() - started;
  child.kill();
  await exited;
  return time;
}

function row(what: string, ...figures: string[]): void {
  process.stdout.write(`${what.padEnd(52)}${figures.map((figure) => figure.padStart(12)).join("")}\n`);
}

/** Takes turns, so that what else the machine does is the same for all. */
async function measurePace(few: Clients, many: Clients, bare: Clients, way: (typeof ways)[number][1]) {
  const turns: { few: Pace; many: Pace; bare: Pace }[] = [];
  for (let turn = 0; turn < 5; turn++) {
    turns.push({ few: await few[way](), many: await many[way](), bare: await bare[way === "sdk" ? "anew" : way]() });
  }
  const of = (who: "few" | "many" | "bare") => ({
    pairs: median(turns.map((turn) => turn[who].pairs)),
    p99: median(turns.map((turn) => turn[who].p99)),
  });
  const growth = median(turns.map((turn) => turn.few.pairs / turn.many.pairs));
  return { few: of("few"), many: of("many"), bare: of("bare"), growth };
}

try {
  const start = await measureStart();
  row("a fresh simulator is ready after", `${start.ready.toFixed(0)} ms`);
  row("  over node -e 0 (at most 5)", `${start.ratio.toFixed(2)} x`);
  const few = await startClients(join(folder, "few"), 100);
  const many = await startClients(join(folder, "many"), 10_000);
  const bare = await startClients(folder, "bare");
  row("\nsecrets stored", " 100", "10,000", "growth", "bare TLS");
  for (const [what, way] of ways) {
    const pace = await measurePace(few, many, bare, way);
    const all = [pace.few, pace.many];
    const isComparable = way !== "sdk";
    const bareFigures = isComparable ? [pace.bare.pairs.toFixed(0)] : [];
    row(
      `${what}: pairs a second`,
      ...all.map(({ pairs }) => pairs.toFixed(0)),
      `${pace.growth.toFixed(2)} x`,
      ...bareFigures,
    );
    row("  99 of 100 requests take at most", ...all.map(({ p99 }) => `${p99.toFixed(1)} ms`));
  }
  const usages = [await few.usage(), await many.usage()];
  row("memory after that", ...usages.map(({ memory }) => `${(memory / 2 ** 20).toFixed(0)} MB`));
  row("  at the most", ...usages.map(({ peak }) => `${(peak / 2 ** 20).toFixed(0)} MB`));
  const perRequest = [await few.processorTime(), await many.processorTime(), 0, await bare.processorTime()];
  await Promise.all([few.close(), many.close(), bare.close()]);

  const parts = [await measureParts(folder, 100), await measureParts(folder, 10_000)];
  const figures = (of: (all: (typeof parts)[number]) => number): string[] =>
    parts.map((all) => `${of(all).toFixed(0)} us`);
  row(
    "\nprocessor time of a request over a kept connection",
    ...perRequest.map((time) => (time === 0 ? "" : `${time.toFixed(0)} us`)),
  );
  row("  route, rights, operation, JSON of a set", ...figures(({ set }) => set));
  row("  the same of a get", ...figures(({ get }) => get));
  row("  writing the change of a set", ...figures(({ write }) => write));
  row("  a token that was seen before (in the above)", ...figures(({ known }) => known));
  row("  a token that is new", ...figures(({ unknown }) => unknown));
  row("  the rest is Node's HTTP and TLS, and the system");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
