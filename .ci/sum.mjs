// Prints what the stages and the tests come to, as the last line of .ci/run: "123 passed, 0 failed, 4 skipped".
// Usage: node sum.mjs <stages passed> <stages failed> <JSON report of vitest>...
// It runs on whatever Node the machine has, so that the sum is printed when the packages did not install.
import { existsSync, readFileSync } from "node:fs";

const [stagesPassed, stagesFailed, ...files] = process.argv.slice(2);
let passed = Number(stagesPassed);
let failed = Number(stagesFailed);
let skipped = 0;
// A pattern that matched no report comes as it is.
for (const file of files.filter((each) => existsSync(each))) {
  const report = JSON.parse(readFileSync(file, "utf8"));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  skipped += report.numPendingTests + report.numTodoTests;
}
console.log(`${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`);
