import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { writings } from "../../runner/redaction/writings.ts";

/** Names of texts, each with what it holds. */
export type Texts = Readonly<Record<string, string>>;

/**
 * Where secrets are found, in any of the ways in which they may be written.
 * @param secrets by what they are
 * @returns a line each, without the secret itself; none when nothing got out
 */
export function findCanaries(secrets: Texts, texts: Texts): string[] {
  const wanted = new Map<string, string>();
  for (const [what, value] of Object.entries(secrets)) {
    for (const [how, written] of Object.entries({ ...withinBase64(value), ...writings(value) })) {
      if (!wanted.has(written)) wanted.set(written, `${what} ${how}`);
    }
  }
  return Object.entries(texts).flatMap(([where, text]) => {
    const found = [...wanted].filter(([written]) => text.includes(written));
    return found.map(([, words]) => `${words}, in ${where}`);
  });
}

/** What is certain of a value in base64 where one or two bytes stand before it, as those of `user:` do. */
function withinBase64(value: string): Texts {
  const behind = (bytes: number): string =>
    Buffer.from("x".repeat(bytes) + value)
      .toString("base64")
      .slice(bytes + 1, -4);
  return { "in base64 behind one byte": behind(1), "in base64 behind two bytes": behind(2) };
}

/** The files in a folder and below, by their paths from there. Links are not followed. @param spared paths that are left out */
export function filesIn(folder: string, spared: (path: string) => boolean = () => false): Texts {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return Object.fromEntries(
    paths.filter((path) => !spared(path)).map((path) => [path, readFileSync(join(folder, path), "latin1")]),
  );
}

/** A process that was seen: its command line and its environment. */
export interface Seen {
  line: string;
  environment: string;
}

/**
 * Watches all processes that have a variable in their environment, as everybody on a machine sees the command lines and
 * each user the environments of their own (proc(5)).
 * @returns what was seen so far, by process id, and what ends the watch
 */
export function watchProcesses(variable: string): { seen: ReadonlyMap<string, Seen>; stop(): void } {
  const seen = new Map<string, Seen>();
  const others = new Set(processes());
  const look = (): void => {
    for (const id of processes()) {
      if (others.has(id)) continue;
      const environment = read(`/proc/${id}/environ`);
      if (!environment.includes(variable)) others.add(id);
      else {
        // A process that calls another program keeps its id.
        const line = read(`/proc/${id}/cmdline`).replaceAll("\0", " ").trim();
        seen.set(`${id} ${line}`, { line, environment });
      }
    }
  };
  const timer = setInterval(look, 20);
  return { seen, stop: () => clearInterval(timer) };
}

function processes(): string[] {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // It has ended, or is somebody else's.
    return "";
  }
}
