import { exitCodes } from "../../errors.ts";
import { lookAtRun, type RunStatus } from "../../runner/status.ts";
import type { RedactedIo } from "../redacted-io.ts";
import type { Screen } from "../terminal/screen.ts";
import { withRun, type RunFlags } from "../session/with-run.ts";

/** The flags of `surestep status`. */
export interface StatusFlags extends RunFlags {
  json?: boolean;
}

/** Shows where a run stands, by asking the cloud. @returns the exit code: 1 when a step that was done no longer holds */
export async function showStatus(flags: StatusFlags, io: RedactedIo): Promise<number> {
  return withRun(flags, io, async ({ screen, run }) => {
    const status = await lookAtRun(run);
    if (flags.json === true) screen.print(JSON.stringify({ run: run.id, ...status }, undefined, 2));
    else print(screen, run.id, status);
    return status.steps.some(({ state }) => state === "no longer holds") ? exitCodes.drift : exitCodes.ok;
  });
}

function print(screen: Screen, id: string, { steps, inventory }: RunStatus): void {
  screen.print(screen.style("bold", `Run ${id}`));
  screen.print();
  const width = Math.max(...steps.map((step) => step.id.length));
  for (const { number, id: step, state, detail } of steps) {
    const colour = ["done", "ended", "removed"].includes(state) ? "green" : state === "pending" ? "dim" : "red";
    const shown = screen.style(colour, state.padEnd(16));
    screen.print(
      `  ${String(number).padStart(2)} ${step.padEnd(width)}  ${shown} ${screen.style("dim", detail)}`.trimEnd(),
    );
  }
  screen.print();
  const { own, lost, others, before, unseen } = inventory;
  if (own.length === 0) screen.print("  Nothing of this run exists.");
  list(screen, "Of this run, and 'surestep clean-up' would remove it:", own);
  list(screen, "Of this run, and not there any more:", lost);
  list(screen, "Not of this run, made since it began:", others);
  list(screen, "Not to be seen by you:", unseen);
  screen.print(
    screen.style(
      "dim",
      `  Before the run there ${before === 1 ? "was one resource" : `were ${before} resources`}; it touches none of them.`,
    ),
  );
}

function list(screen: Screen, title: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  screen.print(`  ${title}`);
  for (const line of lines) screen.item("  -", line);
}
