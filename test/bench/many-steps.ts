import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { interleave } from "./measure.ts";
import { folder, memoryOf, runTutorial } from "./program.ts";
import { heading, megabytes, report, times } from "./report.ts";

/** What a step costs by itself: tutorials of steps that only export a variable, which takes no process. */
export function benchManySteps(): void {
  heading("A tutorial of 1,000 steps that export a variable each, and one of 100");
  const [few, many] = [writeTutorial(100), writeTutorial(1000)];
  // Once before it counts: the steps' files are compiled, and the compiled copies kept.
  const memory = { few: memoryFor(few), many: memoryFor(many) };
  const found = interleave(3, { few: () => figuresOf(few), many: () => figuresOf(many) });
  times("100 steps", found.few);
  times("1,000 steps", found.many);
  const eachOf = (figure: keyof typeof found.few) => (found.many[figure] - found.few[figure]) / 900;
  report("each of the 900 more", `${eachOf("elapsed").toFixed(2)} ms`, "at most 2 ms");
  report("the same in processor time", `${eachOf("processor").toFixed(2)} ms`);
  report("what it prints for each of the 900 more", `${Math.round(eachOf("printed"))} bytes`, "as for the first 100:");
  report("what it prints for each of the first 100", `${Math.round(found.few.printed / 100)} bytes`);
  report("memory that its objects take in the end, 100 steps", megabytes(memory.few.used));
  report("the same, 1,000 steps", megabytes(memory.many.used), "at most 10 MB more");
  report("memory of its process at the peak, 100 steps", megabytes(memory.few.peak));
  report("the same, 1,000 steps", megabytes(memory.many.peak), "what V8 has not collected yet is in it");
}

function figuresOf(tutorial: string) {
  const { elapsed, processor, stdout } = runTutorial(["--az", "builtin", "--tutorial", tutorial]);
  return { elapsed, processor, printed: Buffer.byteLength(stdout) };
}

function memoryFor(tutorial: string): ReturnType<typeof memoryOf> {
  const base = join(tutorial, "..", "run");
  return memoryOf(["tutorial", "--yes", "--az", "builtin", "--tutorial", tutorial, "--folder", base]);
}

/** Writes a tutorial of so many steps. @returns the path of its `tutorial.yaml` */
function writeTutorial(count: number): string {
  const own = join(folder, `tutorial-${count}`);
  mkdirSync(join(own, "steps"), { recursive: true });
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  for (const number of numbers) writeFileSync(join(own, "steps", `step-${number}.ts`), implementationOf(number));
  const file = join(own, "tutorial.yaml");
  writeFileSync(file, `${head}${numbers.map(stepOf).join("")}`);
  return file;
}

const head = `id: many-steps
title: Many steps
about: What a step costs.
article: { title: None, link: "https://example.com", updated: "2026-01-01" }
inputs: {}
steps:
`;

function stepOf(number: number): string {
  return `  - id: step-${number}
    title: Export variable ${number}
    text: The variable is exported.
    run: [export V${number}=${number}]
`;
}

function implementationOf(number: number): string {
  return `export default {
  async verify({ exported }) {
    const actual = String(exported.get("V${number}"));
    return [{ title: "it is exported", ok: actual === "${number}", expected: "${number}", actual }];
  },
};
`;
}
