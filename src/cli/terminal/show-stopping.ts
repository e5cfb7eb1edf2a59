import type { Drawing } from "./draw-run.ts";
import type { Screen } from "./screen.ts";

/**
 * Says at the first Ctrl-C what is being waited for, and that a second one leaves now. The drawing comes to its end first:
 * what is redrawn in place would overwrite it.
 */
export async function showStopping(screen: Screen, drawing: Drawing): Promise<void> {
  const commands = drawing.underWay();
  const waits = commands.length === 0 ? "" : ` Waiting for this to end: ${commands.join("; ")}.`;
  await drawing.close();
  screen.print();
  screen.prose(`Stopping.${waits} Ctrl-C again leaves now.`);
}
