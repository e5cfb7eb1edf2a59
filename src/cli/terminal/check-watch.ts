import { createPrompt, useEffect, useKeypress, useState, type Status } from "@inquirer/core";
import type { EventListener } from "../../runner/events.ts";
import type { Run } from "../../runner/run.ts";
import type { Check } from "../../tutorial/step.ts";
import { translatePromptError } from "./key-prompt.ts";
import type { Screen } from "./screen.ts";

interface CheckWatch {
  /** Whose events tell what was looked at. */
  run: Pick<Run, "listeners">;
  /** The id of the step whose checks are shown. */
  step: string;
  /** Names of values that only the reader sees: the checks wait for them too. */
  unknown: readonly string[];
}

type WatchAnswer = "values" | "run" | "stop";

const prompt = createPrompt<WatchAnswer, CheckWatch & Pick<Screen, "style">>((watch, done) => {
  const { run, step, style, unknown } = watch;
  const [checks, setChecks] = useState<readonly Check[]>([]);
  const [status, setStatus] = useState<Status>("idle");
  const end = (answer: WatchAnswer): void => {
    setStatus("done");
    done(answer);
  };
  useKeypress((event) => {
    if (event.name === "v" && unknown.length > 0) end("values");
    if (event.name === "d") end("run");
    if (event.name === "q") end("stop");
  });
  useEffect(() => {
    const listener: EventListener = (event) => {
      if (event.type === "waiting" && event.step === step) setChecks(event.checks);
    };
    run.listeners.add(listener);
    return () => run.listeners.delete(listener);
  }, []);
  if (status === "done") return "";
  const lines = checks.map(({ ok, title, actual }) =>
    ok ? `  ${style("green", "✔")} ${title}` : `  ${style("dim", "·")} ${title} ${style("dim", `(${actual})`)}`,
  );
  const values = unknown.length === 0 ? "" : `${style("bold", "v")} enter ${unknown.join(", ")}   `;
  const keys = `${values}${style("bold", "d")} do this one for me   ${style("bold", "q")} stop here`;
  return ["Waiting for you; verifying every few seconds.", ...lines, keys].join("\n");
});

/**
 * Shows which checks hold already, as the run's events tell it, until the reader presses a key.
 * @param signal ends it when all checks hold
 * @throws Interrupted on Ctrl-C, or when the signal is aborted
 */
export function watchChecks(
  watch: CheckWatch,
  { screen, signal }: { screen: Screen; signal: AbortSignal },
): Promise<WatchAnswer> {
  const config = { ...watch, style: screen.style };
  return translatePromptError(prompt(config, { ...screen.streams, signal, clearPromptOnDone: true }));
}
