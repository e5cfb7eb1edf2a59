import { firstPending } from "../../runner/progress-of-steps.ts";
import type { Tutorial } from "../../tutorial/tutorial.ts";
import type { UnfinishedRun } from "./choose-run.ts";
import { askForKey } from "../terminal/key-prompt.ts";
import { shownTime } from "../terminal/leave.ts";
import type { Screen } from "../terminal/screen.ts";

type Choice = "go on" | "start over" | "clean up" | "stop";

/** Tells a reader of an unfinished run in this folder, and asks what to do about it. */
export async function offerUnfinished(
  screen: Screen,
  tutorial: Tutorial,
  { id, mode, progress }: UnfinishedRun,
  signal: AbortSignal,
): Promise<Choice> {
  const next = firstPending(tutorial, progress);
  const kept =
    progress.keptUntil === undefined ? "" : `, kept on purpose until ${shownTime(Date.parse(progress.keptUntil))}`;
  screen.prose(`Run ${id} (${mode}${kept}) is unfinished: it stands before ${next?.id ?? "its end"}.`);
  return askForKey<Choice>(
    [
      { key: "return", shown: "Enter", does: "go on", answer: "go on" },
      { key: "n", shown: "n", does: "start over, after cleaning up", answer: "start over" },
      { key: "c", shown: "c", does: "clean up", answer: "clean up" },
      { key: "q", shown: "q", does: "do nothing", answer: "stop" },
    ],
    { screen, signal },
  );
}
