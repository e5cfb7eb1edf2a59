import type { Run } from "../../runner/run.ts";
import type { Place } from "./next-commands.ts";
import type { Screen } from "./screen.ts";

/** Who walks, and how. */
export interface Walk {
  screen: Screen;
  run: Run;
  signal: AbortSignal;
  place: Place;
  /** The reader types the commands of every step. */
  handsOn: boolean;
}
