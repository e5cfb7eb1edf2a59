import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isPlain, styledText } from "../../src/plain-text.ts";
import { addProgram } from "./small-world.ts";
import { notes } from "./notes.ts";

/** Text for `printf`: a title, a link that leads elsewhere, a wiped screen, C1 in UTF-8, another direction. */
const attack = String.raw`\033]0;owned\007 \033]8;;https://evil.example\033\\here\033]8;;\033\\ \033[2J\302\2332J \342\200\256drawkcab`;

test.each([
  ["without colours", {}],
  ["in colour", { FORCE_COLOR: "1" }],
])("a program's output does nothing to the terminal, %s, and is no trap in the journal", async (_, env) => {
  const world = notes({ left: "attack" });
  addProgram(world.bin, "attack", `printf '%b' '${attack}' >&2; exit 3`);
  const { exitCode, stdout, stderr } = await world.surestep(["tutorial", "--yes"], { env });
  expect(exitCode).toBe(1);
  expect(stdout).toContain("␛]0;owned␇ ␛]8;;https://evil.example␛\\here");
  expect([styledText(stdout), styledText(stderr)]).toEqual([stdout, stderr]);
  const journal = readFileSync(world.inRun("journal.jsonl"), "utf8");
  expect(journal).toContain("␛]0;owned␇");
  expect(isPlain(journal)).toBe(true);
});

test("a refused value is shown in the words of the refusal, and does nothing there", async () => {
  const world = notes();
  const value = `title: "\u001B]0;owned\u0007"`;
  const { stderr, exitCode } = await world.surestep(["tutorial", "--yes", "--set", `leftName=${value}`]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("␛]0;owned␇");
});
