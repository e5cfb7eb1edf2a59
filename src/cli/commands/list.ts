import { exitCodes } from "../../errors.ts";
import { readTutorialWords } from "../session/platforms.ts";
import type { RedactedIo } from "../redacted-io.ts";
import { openScreen } from "../terminal/screen.ts";

/** Lists the steps of a tutorial. @returns the exit code */
export async function listSteps(options: { tutorial: string; json?: boolean }, io: RedactedIo): Promise<number> {
  const tutorial = await readTutorialWords(io, options.tutorial);
  const screen = openScreen(io);
  if (options.json === true) {
    screen.print(JSON.stringify(tutorial.steps.map(({ number, id, title }) => ({ number, id, title }))));
    return exitCodes.ok;
  }
  const width = Math.max(...tutorial.steps.map(({ id }) => id.length));
  for (const { number, id, title } of tutorial.steps) {
    screen.print(`${String(number).padStart(3)}  ${screen.style("bold", id.padEnd(width))}  ${title}`);
  }
  return exitCodes.ok;
}
