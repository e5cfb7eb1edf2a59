#!/usr/bin/env node
// JavaScript, because a compiled copy of all the rest can be kept: loading the compiler would cost as much as the whole
// of `surestep --help` does.
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/surestep", import.meta.url)));
// A reader who has seen enough (`surestep plan | head`) is no reason to stop in the middle of something.
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
});

const { createProgram } = await import("./program.ts");
await createProgram().parseAsync();
