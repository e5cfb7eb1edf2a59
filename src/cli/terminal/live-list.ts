import { DefaultRenderer, Listr, ListrLogger, ProcessOutput } from "listr2";
import type { RowTask } from "./list-row.ts";
import type { Screen } from "./screen.ts";
import type { StepView } from "./step-view.ts";

/** A list that is redrawn in place until it is ended, and then is gone from the screen. */
export interface LiveList {
  end(): Promise<void>;
}

/** Starts a list that does nothing but show the rows of steps. */
export function startList({ streams }: Screen, views: readonly StepView[]): LiveList {
  const drawn = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- listr2 asks for Node's own type; it writes, no more
  const output = streams.output as unknown as NodeJS.WriteStream;
  const logger = new ListrLogger({ useIcons: true, processOutput: new ProcessOutput(output, output) });
  // A list that ended before listr2 had loaded what it draws with would keep the terminal for ever.
  const open: RowTask = { task: () => ended.promise };
  const list = new Listr([...views.map(({ row }) => row.toTask()), open], {
    // listr2's own signal listeners exit the process with 127: the command line has an AbortController for that.
    ...{ concurrent: true, exitOnError: false, registerSignalListeners: false },
    renderer: class extends DefaultRenderer {
      override async render(): Promise<void> {
        await super.render();
        drawn.resolve();
      }
    },
    rendererOptions: { logger, clearOutput: true, collapseErrors: false, showErrorMessage: false },
  });
  const run = list.run();
  return {
    async end() {
      await drawn.promise;
      ended.resolve();
      await run;
    },
  };
}
