import { InvalidArgumentError } from "commander";
import { parseDuration } from "../tutorial/duration.ts";

/** `name=value`, added to what was set before. */
export function collect(pair: string, set: Record<string, string>): Record<string, string> {
  const at = pair.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("Write it as input=value.");
  return { ...set, [pair.slice(0, at)]: pair.slice(at + 1) };
}

/** One more of an option that may be repeated. */
export function listed(value: string, values: readonly string[]): string[] {
  return [...values, value];
}

/** A port to listen on. */
export function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new InvalidArgumentError("A port is a number from 1 to 65535.");
}

/** A time such as `90s`, `30m`, `2h` or `1d`, in milliseconds. */
export function durationOf(text: string): number {
  const length = parseDuration(text);
  if (length === undefined) throw new InvalidArgumentError("A time is a number with s, m, h or d, such as 2h.");
  return length;
}

/** How many: 1 or more. */
export function countOf(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError("It is a number, 1 or more.");
}
