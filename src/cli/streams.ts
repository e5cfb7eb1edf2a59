import { Writable } from "node:stream";
import { WriteStream } from "node:tty";
import type { Environment, Input, Io, Output } from "./io.ts";

/** Whether a stream shows colours: as Node.js decides it, but by the environment given. */
export function showsColours(stream: Output, env: Environment): boolean {
  const isWanted = stream.isTTY === true || env["FORCE_COLOR"] !== undefined;
  return isWanted && WriteStream.prototype.getColorDepth(env) > 2;
}

/** How a child process takes the streams over: those of the process itself as they are, with their terminal; others by pipes. */
export function inheritedStreams({ stdin, stdout, stderr }: Io): StdioOptions {
  return [stdin.fd ?? ["pipe", stdin], stdout.fd ?? ["pipe", openTo(stdout)], stderr.fd ?? ["pipe", openTo(stderr)]];
}

/** A stream that leads to another one, which stays open when it ends: execa ends what it was given with its child. */
function openTo(output: Output): Output {
  return new Writable({ write: (chunk, _, done) => void output.write(chunk, done) });
}

type StdioOptions = readonly [0 | ["pipe", Input], 1 | 2 | ["pipe", Output], 1 | 2 | ["pipe", Output]];
