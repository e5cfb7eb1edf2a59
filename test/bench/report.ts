/** Prints what a group of figures is about. */
export function heading(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

/** Prints a figure, with what it should be at most where there is such a limit. */
export function report(what: string, figure: string, goal = ""): void {
  process.stdout.write(`  ${what.padEnd(62)} ${figure.padStart(10)}   ${goal}\n`.trimEnd() + "\n");
}

/** Elapsed time and processor time, as they stand in one column: `12.3 s, 8.1 s of processor`. */
export function times(what: string, { elapsed, processor }: { elapsed: number; processor: number }): void {
  report(what, seconds(elapsed), `${seconds(processor)} of processor time`);
}

/** One thing over another, in elapsed and in processor time. */
export function ratio(what: string, one: Times, other: Times, most: string): void {
  const [elapsed, processor] = [one.elapsed / other.elapsed, one.processor / other.processor];
  report(what, `${elapsed.toFixed(2)} x`, `at most ${most} x; processor time ${processor.toFixed(2)} x`);
}

interface Times {
  elapsed: number;
  processor: number;
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`;
}

export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
