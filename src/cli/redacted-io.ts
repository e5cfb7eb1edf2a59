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

/** The one door through which the command line writes: the same world, with its two outputs redacted. */
export function redactedIo(given: Io): RedactedIo {
  const { env, cwd, execPath, pid } = given;
  const redactor = createRedactor();
  const outputs = new Map<"stdout" | "stderr", RedactedOutput>();
  const output = (name: "stdout" | "stderr"): Output => {
    const opened = outputs.get(name) ?? redactedOutput(given[name], redactor);
    outputs.set(name, opened);
    return opened.output;
  };
  const flush = (): void => {
    for (const each of outputs.values()) each.flush();
  };
  return {
    get stdin() {
      return given.stdin;
    },
    get stdout() {
      return output("stdout");
    },
    get stderr() {
      return output("stderr");
    },
    ...{ env, cwd, execPath, pid, redactor, flush },
    beginningOf: (id) => given.beginningOf(id),
    now: () => given.now(),
    sleep: (milliseconds, signal) => given.sleep(milliseconds, signal),
    onStop: (listener) => given.onStop(listener),
    onUncaught: (listener) => given.onUncaught(listener),
    exit(exitCode) {
      flush();
      given.exit(exitCode);
    },
  };
}

interface RedactedOutput {
  output: Output;
  flush(): void;
}

type Done = (error?: Error | null) => void;

/**
 * The stream itself in everything but what it writes, so that whoever draws on it still finds a terminal. A child that
 * inherits its descriptor writes past it: what the reader's own shell shows is the reader's.
 */
function redactedOutput(target: Output, redactor: Redactor): RedactedOutput {
  const stream = redactor.stream();
  const decoder = new StringDecoder("utf8");
  const flush = (): void => {
    const kept = stream.end();
    if (kept !== "") target.write(kept);
  };
  let isPlanned = false;
  const write = (chunk: string | Uint8Array, encoding?: BufferEncoding | Done, done?: Done): boolean => {
    const piece = typeof chunk === "string" ? chunk : decoder.write(Buffer.from(chunk));
    // Somebody looks at a terminal: what is kept back is shown as soon as this turn is over.
    if (target.isTTY === true && !isPlanned) {
      isPlanned = true;
      setImmediate(() => {
        isPlanned = false;
        flush();
      });
    }
    return target.write(stream.push(piece), typeof encoding === "function" ? encoding : done);
  };
  // What is set on it (listr2 takes `write` over while it draws) is its own, and not the target's.
  const own = new Map<string | symbol, unknown>([["write", write]]);
  const output = new Proxy(target, {
    get(_, name) {
      if (own.has(name)) return own.get(name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
    set(_, name, value) {
      own.set(name, value);
      return true;
    },
  });
  return { output, flush };
}
