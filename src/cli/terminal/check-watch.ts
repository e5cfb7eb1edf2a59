import { createPrompt, useEffect, useKeypress, useState, type Status } from "@inquirer/core";
import type { Check } from "../../tutorial/step.ts";
import { translatePromptError } from "./key-prompt.ts";
import type { Screen } from "./screen.ts";

interface CheckWatch {
  /** Verifies once. */
  look(): Promise<Check[]>;
  /** Between two looks. */
  seconds: number;
  style: Screen["style"];
  /** Names of values that only the reader sees: the checks wait for them too. */
  toTell: readonly string[];
}

type Answer = "holds" | "tell" | "solve" | "stop";

const prompt = createPrompt<Answer, CheckWatch>(({ look, seconds, style, toTell }, done) => {
  const [checks, setChecks] = useState<Check[]>([]);
  const [status, setStatus] = useState<Status>("idle");
  const end = (answer: Answer): void => {
    setStatus("done");
    done(answer);
  };
  useKeypress((event) => {
    if (event.name === "v" && toTell.length > 0) end("tell");
    if (event.name === "d") end("solve");
    if (event.name === "q") end("stop");
  });
  useEffect(() => {
    let timer: NodeJS.Timeout | undefined;
    let isOver = false;
    const again = async (): Promise<void> => {
      // A look that fails (no network for a moment) is no reason to stop waiting; nor is one that ends after the watch.
      const found = await look().catch((error: unknown) => [notVerified(error)]);
      if (isOver) return;
      setChecks(found);
      if (found.length > 0 && found.every((check) => check.ok)) end("holds");
      else timer = setTimeout(() => void again(), seconds * 1000);
    };
    void again();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, []);
  if (status === "done") return "";
  const lines = checks.map(({ ok, title, actual }) =>
    ok ? `  ${style("green", "✔")} ${title}` : `  ${style("dim", "·")} ${title} ${style("dim", `(${actual})`)}`,
  );
  const tell = toTell.length === 0 ? "" : `${style("bold", "v")} tell ${toTell.join(", ")}   `;
  const keys = `${tell}${style("bold", "d")} do this one for me   ${style("bold", "q")} stop here`;
  return [`Waiting for you; verifying every ${seconds} seconds.`, ...lines, keys].join("\n");
});

function notVerified(error: unknown): Check {
  const actual = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  return { title: "it could not be verified", ok: false, expected: "an answer", actual };
}

/**
 * Verifies again and again, shows which checks hold already, and ends when all do or when the reader presses a key.
 * @throws Interrupted on Ctrl-C
 */
export function watchChecks(
  watch: Omit<CheckWatch, "style">,
  { screen, signal }: { screen: Screen; signal: AbortSignal },
): Promise<Answer> {
  const asked = prompt({ ...watch, style: screen.style }, { ...screen.streams, signal, clearPromptOnDone: true });
  return translatePromptError(asked);
}
