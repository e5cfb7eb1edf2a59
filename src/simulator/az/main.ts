#!/usr/bin/env node
import { createInterface } from "node:readline/promises";
import { run } from "./run.ts";

const { env, stdin, stdout, stderr, argv } = process;

process.exitCode = await run(argv.slice(2), {
  variables: env,
  write: (text) => stdout.write(text),
  writeError: (text) => stderr.write(text),
  ask: stdin.isTTY ? ask : undefined,
});

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: stdin, output: stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
