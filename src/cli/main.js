#!/usr/bin/env node
// JavaScript, because a compiled copy of all the rest can be kept: loading the compiler would cost as much as the whole
// of `surestep --help` does.
import module from "node:module";
import { fileURLToPath } from "node:url";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  const said = `Surestep needs Node.js 22.19 or newer; this is ${process.versions.node}.`;
  process.stderr.write(
    `${said}\n\nRun it as 'npm run surestep -- <command>': that uses the Node.js that comes with it.\n`,
  );
  process.exit(2);
}
module.enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/surestep", import.meta.url)));
// A reader who has seen enough (`surestep plan | head`) is no reason to stop in the middle of something.
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
});

const args = process.argv.slice(2);
const { shortHelp, wantsShortHelp } = await import("./short-help.ts");
if (wantsShortHelp(args)) process.stdout.write(shortHelp());
else {
  const [{ processIo }, { main }] = await Promise.all([import("./io.ts"), import("./main.ts")]);
  process.exitCode = await main(args, processIo(process));
}
