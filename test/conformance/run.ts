// Holds the simulator against recorded traffic of the real Azure: `npm run conformance -- <folder> [--json]`.
import { readRecordings } from "./recording.ts";
import { replay } from "./replay.ts";
import { reportAsText, scoreOf } from "./report.ts";

const folder = process.argv.slice(2).find((argument) => !argument.startsWith("--"));
if (folder === undefined) {
  process.stderr.write("Which folder holds the recordings? npm run conformance -- <folder> [--json]\n");
  process.exitCode = 2;
} else {
  const results = [];
  for (const { name, exchanges } of readRecordings(folder)) {
    const outcomes = await replay(exchanges);
    results.push({ name, score: scoreOf(outcomes), outcomes });
  }
  const total = scoreOf(results.flatMap(({ outcomes }) => outcomes));
  const isJson = process.argv.includes("--json");
  process.stdout.write(
    isJson ? `${JSON.stringify({ total, recordings: results }, null, 2)}\n` : reportAsText(results, total),
  );
  process.exitCode = total.different > 0 ? 1 : 0;
}
