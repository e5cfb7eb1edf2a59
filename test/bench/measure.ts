import { spawnSync } from "node:child_process";

/** What a program took, with all that it started, in milliseconds. */
export interface Taken {
  elapsed: number;
  /** Processor time: of the program and of the system for it. */
  processor: number;
  stdout: string;
}

// bash's own `time` counts all descendants that were waited for; it is told on a stream of its own.
const timed = `TIMEFORMAT="%R %U %S"; exec 4>&2 2>&3 3>&-; time "$@" 2>&4 4>&-`;

/** Runs a program to its end. Throws when it fails, with what it said. */
export function measure(file: string, args: readonly string[], cwd = process.cwd()): Taken {
  const result = spawnSync("bash", ["-c", timed, "bash", file, ...args], {
    ...{ cwd, encoding: "utf8", maxBuffer: 1e8, timeout: 600_000 },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  if (result.status !== 0) {
    throw new Error(`${[file, ...args].join(" ")} ended with ${result.status}\n${result.stdout}${result.stderr}`);
  }
  const [elapsed = 0, user = 0, system = 0] = (result.output[3] ?? "").split(" ").map((text) => Number(text) * 1000);
  return { elapsed, processor: user + system, stdout: result.stdout };
}

/** What a program took, without what it said. */
export function timesOf({ elapsed, processor }: Taken): { elapsed: number; processor: number } {
  return { elapsed, processor };
}

/**
 * Measures several things in turns, so that what else the machine does falls on all of them alike.
 * @param rounds how often each is measured
 * @param measured how to measure each once
 * @returns of each the medians of its figures over all rounds
 */
export function interleave<Name extends string, Figure extends string>(
  rounds: number,
  measured: Readonly<Record<Name, () => Readonly<Record<Figure, number>>>>,
): Record<Name, Record<Figure, number>> {
  const names = Object.keys(measured) as Name[];
  const found = new Map<Name, Readonly<Record<Figure, number>>[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    // Another one begins each round: none is always the one that finds the machine's caches cold.
    for (const index of names.keys()) {
      const name = names[(index + round) % names.length] as Name;
      found.get(name)?.push(measured[name]());
    }
  }
  const medians = names.map((name) => [name, medianOf(found.get(name) ?? [])] as const);
  return Object.fromEntries(medians) as Record<Name, Record<Figure, number>>;
}

function medianOf<Figure extends string>(all: readonly Readonly<Record<Figure, number>>[]): Record<Figure, number> {
  const figures = Object.keys(all[0] ?? {}) as Figure[];
  const medians = figures.map((figure) => [figure, median(all.map((each) => each[figure]))] as const);
  return Object.fromEntries(medians) as Record<Figure, number>;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
