import type { RunEvent } from "../../runner/events.ts";
import type { Check } from "../../tutorial/step.ts";
import type { TutorialStep } from "../../tutorial/tutorial.ts";
import { Row } from "./list-row.ts";
import { showCheck } from "./show-check.ts";
import type { Screen } from "./screen.ts";

/** What is shown of a step, or of a resource that is removed, as events tell it: a row that is redrawn, then a block. */
export class StepView {
  readonly row: Row;
  readonly #title: string;
  /** Since when it runs: milliseconds since the epoch. */
  #began = 0;
  #ended = 0;
  /** The command that runs, or none. */
  #current: string | undefined;
  #commands: { line: string; problem: string | undefined }[] = [];
  #rows: Row[] = [];
  readonly #verifyRow = new Row("verify");
  #checks: readonly Check[] = [];
  /** What it changed in the cloud, a line each. */
  #difference: { lines: readonly string[]; others: readonly string[] } = { lines: [], others: [] };
  #state: "waiting" | "running" | "good" | "bad" = "waiting";
  /** What is removed, beneath the step that cleans up. */
  readonly beneath: StepView[] = [];

  constructor(title: string) {
    this.#title = title;
    this.row = new Row(title);
  }

  static of(step: TutorialStep): StepView {
    return new StepView(step.title);
  }

  /** What is under way: commands, as they are shown. */
  underWay(): string[] {
    return [
      ...(this.#current === undefined ? [] : [this.#current]),
      ...this.beneath.flatMap((each) => each.underWay()),
    ];
  }

  get isRunning(): boolean {
    return this.#state === "running";
  }

  /** Shows it as under way, with nothing beneath it yet. */
  begin(at: string): void {
    this.#run(at);
    this.row.begin();
  }

  #run(at: string): void {
    if (this.#state === "running") return;
    this.#state = "running";
    this.#began = Date.parse(at);
  }

  /** Takes what happened into what is shown. */
  hear(event: RunEvent): void {
    switch (event.type) {
      case "step-begun":
      case "by-hand":
        return this.#run(event.at);
      case "looked":
        this.#run(event.at);
        this.#rows = event.commands.map((line) => new Row(`$ ${line}`));
        return this.row.begin([...this.#rows, this.#verifyRow]);
      case "command-begun":
        this.#current = event.line;
        this.row.begin();
        this.row.say(`$ ${event.line}`);
        return this.#rows[this.#commands.length]?.begin();
      case "command":
        return this.#hearCommand(event);
      case "waiting":
        this.#verifyRow.begin();
        return this.#verifyRow.say(waiting(event));
      case "difference":
        this.#difference = event;
        return;
      case "done":
        return this.end(event.at, "good", event.checks);
      case "failed":
        return this.end(event.at, "bad", event.checks);
      case "skipped":
        return this.row.end("skipped");
    }
  }

  #hearCommand({ line, exitCode, error }: Extract<RunEvent, { type: "command" }>): void {
    this.#current = undefined;
    const problem = exitCode === 0 ? undefined : error?.message || `exit code ${exitCode}`;
    const row = this.#rows[this.#commands.length];
    this.#commands.push({ line, problem });
    if (row !== undefined) row.title = `$ ${line}`;
    row?.end(problem);
  }

  /** @param at when (ISO 8601) */
  end(at: string, state: "good" | "bad", checks: readonly Check[] = []): void {
    this.#run(at);
    this.#state = state;
    this.#ended = Date.parse(at);
    this.#checks = checks;
    this.row.title = `${this.#title} (${this.elapsed(this.#ended)})`;
    this.#verifyRow.end(state === "bad" ? "a check does not hold" : undefined);
    this.row.end(state === "bad" ? this.row.title : undefined);
  }

  /** Shows for how long it has been running. @param now milliseconds since the epoch */
  tick(now: number): void {
    if (this.#state === "running") this.row.title = `${this.#title} (${this.elapsed(now)})`;
    for (const each of this.beneath) each.tick(now);
  }

  /** How long it took until then, such as `2.3 s`. */
  elapsed(then: number): string {
    return `${(Math.max(0, then - this.#began) / 1000).toFixed(1)} s`;
  }

  /** Prints it whole: title and time, its commands, its checks. */
  print(screen: Screen, margin = ""): void {
    if (this.#state === "waiting") return;
    const { sign, colour } = looks[this.#state];
    const time = this.#state === "running" ? "" : screen.style("dim", ` (${this.elapsed(this.#ended)})`);
    screen.item(`${margin}${screen.style(colour, sign)}`, `${screen.style("bold", this.#title)}${time}`);
    for (const { line, problem } of this.#commands) {
      const shown = problem === undefined ? line : `${line} ${screen.style("red", `(${problem})`)}`;
      screen.item(`${margin}  ${screen.style("dim", "$")}`, shown);
    }
    for (const line of this.#difference.lines) {
      screen.item(`${margin}  ${screen.style("cyan", line.slice(0, 1))}`, screen.style("cyan", line.slice(2)));
    }
    for (const line of this.#difference.others)
      screen.item(`${margin}  ${screen.style("dim", "·")}`, `by others: ${line}`);
    for (const each of this.beneath) each.print(screen, `${margin}  `);
    const shown = this.beneath.length === 0 ? this.#checks : this.#checks.filter(({ ok }) => !ok);
    for (const check of shown) showCheck(screen, check, `${margin}  `);
  }

  /** Ends what is drawn of it, where the run itself was stopped or came to nothing. */
  stop(): void {
    for (const row of [...this.#rows, this.#verifyRow, this.row]) row.end("stopped");
    for (const each of this.beneath) each.stop();
  }
}

const looks = {
  good: { sign: "✔", colour: "green" },
  bad: { sign: "✖", colour: "red" },
  running: { sign: "·", colour: "dim" },
} as const;

/** "not settled yet: 12 s of 300 s (the application may list secrets)" */
function waiting({ waited, timeout, checks }: Extract<RunEvent, { type: "waiting" }>): string {
  const open = checks.find((check) => !check.ok)?.title ?? "";
  return `not settled yet: ${Math.round(waited / 1000)} s of ${Math.round(timeout / 1000)} s (${open})`;
}
