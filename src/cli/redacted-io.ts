import { StringDecoder } from "node:string_decoder";
import { createRedactor, type Redactor } from "../runner/redaction/redactor.ts";
import type { Io, Output } from "./io.ts";

/** A world in which no secret that was made known is written: neither on standard output nor on standard error. */
export interface RedactedIo extends Io {
  /** Learns what is secret; who reads one adds it before anything else. */
  readonly redactor: Redactor;
  /** Writes what was kept back because it might have been the beginning of a secret. */
  flush(): void;
}

/**
 * The one door through which a process writes. The two outputs themselves are made to redact, because not only the command
 * line writes there: so do the Azure SDK, which logs whole requests at `AZURE_LOG_LEVEL`, and a step's own code.
 */
export function redactedIo(given: Io): RedactedIo {
  const redactor = createRedactor();
  const outputs = [given.stdout, given.stderr].map((output) => redactOutput(output, redactor));
  const flush = (): void => {
    for (const each of outputs) each.flush();
  };
  const exit = (exitCode: number): void => {
    flush();
    given.exit(exitCode);
  };
  return {
    ...{ stdout: given.stdout, stderr: given.stderr, env: given.env, cwd: given.cwd, execPath: given.execPath },
    // Opened by whoever reads it.
    get stdin() {
      return given.stdin;
    },
    ...{ pid: given.pid, redactor, flush, exit },
    beginningOf: (id) => given.beginningOf(id),
    now: () => given.now(),
    sleep: (milliseconds, signal) => given.sleep(milliseconds, signal),
    onStop: (listener) => given.onStop(listener),
    onUncaught: (listener) => given.onUncaught(listener),
  };
}

type Done = (error?: Error | null) => void;

/**
 * Makes a stream redact all that is written to it. A child that inherits its descriptor writes past it: what the reader's
 * own shell shows is the reader's.
 */
function redactOutput(output: Output, redactor: Redactor): { flush(): void } {
  const stream = redactor.stream();
  const decoder = new StringDecoder("utf8");
  const writeOut = output.write.bind(output);
  const flush = (): void => {
    const kept = stream.end();
    if (kept !== "") writeOut(kept);
  };
  let isPlanned = false;
  const write = (chunk: string | Uint8Array, encoding?: BufferEncoding | Done, done?: Done): boolean => {
    const piece = typeof chunk === "string" ? chunk : decoder.write(Buffer.from(chunk));
    // Somebody looks at a terminal: what is kept back is shown as soon as this turn is over.
    if (output.isTTY === true && !isPlanned) {
      isPlanned = true;
      setImmediate(() => {
        isPlanned = false;
        flush();
      });
    }
    return writeOut(stream.push(piece), typeof encoding === "function" ? encoding : done);
  };
  Object.assign(output, { write });
  return { flush };
}
