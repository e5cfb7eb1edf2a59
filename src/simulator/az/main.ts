#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";

const { env, stdin, stdout, stderr, argv } = process;

/** The exit codes of a shell for a command that a signal ended. */
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

const controller = new AbortController();
const { signal } = controller;
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  // Once: a second one ends the process in any case.
  process.once(name, () => {
    process.exitCode = exitCodes[name];
    controller.abort();
  });
}

// Each command is a process of its own: with Node's cache of compiled modules it starts in half the time.
enableCompileCache(fileURLToPath(new URL("../../../node_modules/.cache/surestep", import.meta.url)));
const { run } = await import("./run.ts");

try {
  process.exitCode = await run(argv.slice(2), {
    variables: env,
    write: (text) => stdout.write(text),
    writeError: (text) => stderr.write(text),
    ask: stdin.isTTY ? ask : undefined,
    signal,
  });
} catch (error) {
  if (!signal.aborted) throw error;
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: stdin, output: stderr });
  try {
    return await terminal.question(question, { signal });
  } finally {
    terminal.close();
  }
}
