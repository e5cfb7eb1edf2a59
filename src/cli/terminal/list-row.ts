import { ListrTaskState, type DefaultRenderer, type ListrTask } from "listr2";

/** A task of a list that is redrawn in place. */
export type RowTask = ListrTask<unknown, typeof DefaultRenderer, typeof DefaultRenderer>;

/**
 * A row of a listr2 list, of which somebody else says when it begins and how it ends: it is drawn from events, and does
 * nothing itself.
 */
export class Row {
  #title: string;
  #task: Parameters<RowTask["task"]>[1] | undefined;
  readonly #begun = Promise.withResolvers<readonly Row[]>();
  readonly #ended = Promise.withResolvers<string | undefined>();

  constructor(title: string) {
    this.#title = title;
  }

  /** @param rows what stands beneath it, and begins and ends by itself */
  begin(rows: readonly Row[] = []): void {
    this.#begun.resolve(rows);
  }

  get title(): string {
    return this.#title;
  }

  set title(title: string) {
    this.#title = title;
    if (this.#task !== undefined) this.#task.title = title;
  }

  /** Shows what is under way beneath the title, in place of what was shown there before. */
  say(text: string): void {
    if (this.#task !== undefined) this.#task.output = text;
  }

  /** @param problem what went wrong, in a few words; undefined when all is well */
  end(problem?: string): void {
    this.#begun.resolve([]);
    this.#ended.resolve(problem);
  }

  /** The row as listr2 takes it. */
  toTask(): RowTask {
    return {
      title: this.#title,
      task: async (_, task) => {
        this.#task = task;
        // listr2 takes every task for begun at once; this one waits until it is said to have begun.
        task.task.state$ = ListrTaskState.WAITING;
        const rows = await this.#begun.promise;
        task.task.state$ = ListrTaskState.STARTED;
        if (rows.length === 0) return this.#untilItEnds();
        const tasks: RowTask[] = [...rows.map((row) => row.toTask()), { title: "", task: () => this.#untilItEnds() }];
        return task.newListr(tasks, { concurrent: true });
      },
    };
  }

  async #untilItEnds(): Promise<void> {
    const problem = await this.#ended.promise;
    if (problem !== undefined) throw new Error(problem);
  }
}
