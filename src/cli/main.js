#!/usr/bin/env node
// JavaScript, because a compiled copy of all the rest can be kept: loading the compiler would cost as much as the whole
// of `surestep --help` does.
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/surestep", import.meta.url)));
const { createProgram } = await import("./program.ts");
await createProgram().parseAsync();
