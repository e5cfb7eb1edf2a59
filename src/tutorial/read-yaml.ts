import { isNode, LineCounter, parseDocument, type Document } from "yaml";
import { exitCodes, messageOf, SurestepError } from "../errors.ts";
import { isPlain, plainText } from "../plain-text.ts";
import { readTutorialFile } from "./tutorial-files.ts";

/** A YAML file's value, and where in the file each part of it stands. */
export interface YamlFile {
  value: unknown;
  /** An error that points at the node of a path, or at the nearest parent that is there. */
  errorAt(path: readonly PropertyKey[], sentence: string): SurestepError;
}

/**
 * Reads a YAML file, whoever wrote it.
 * @throws SurestepError (exit code 2) when it cannot be read, is not YAML, is many times larger than it is written (by
 *   aliases of aliases), or has a text that a terminal would obey
 */
export function readYaml(file: string): YamlFile {
  const lines = new LineCounter();
  const text = readTutorialFile(file).toString("utf8");
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const errorAtOffset = (offset: number, sentence: string): SurestepError => {
    const { line, col } = lines.linePos(offset);
    const message = `${file}:${line}:${col}: ${sentence}`;
    return new SurestepError(message, { hint: "Correct that line, then try again.", exitCode: exitCodes.badInput });
  };
  const [error] = document.errors;
  if (error) throw errorAtOffset(error.pos[0], `this is not YAML: ${error.message}`);
  const yaml: YamlFile = {
    value: valueOf(file, document),
    errorAt(path, sentence) {
      for (let length = path.length; length > 0; length -= 1) {
        const node = document.getIn(path.slice(0, length), true);
        if (isNode(node) && node.range) {
          const missing = length < path.length ? `${path.slice(length).join(".")}: ` : "";
          return errorAtOffset(node.range[0], `${path.slice(0, length).join(".")}: ${missing}${sentence}`);
        }
      }
      return errorAtOffset(0, `${path.join(".")}: ${sentence}`);
    },
  };
  const trap = findTrap(yaml.value);
  if (trap === undefined) return yaml;
  throw yaml.errorAt(trap.path, trap.sentence);
}

/** Its aliases are followed a hundred times at most ("Excessive alias count" of `yaml`). */
function valueOf(file: string, document: Document): unknown {
  try {
    const value: unknown = document.toJS();
    // What holds itself has no end, and is no JSON.
    JSON.stringify(value);
    return value;
  } catch (error) {
    throw new SurestepError(`${file} says the same too often to be a tutorial.`, {
      hint: "Write it out without aliases.",
      original: messageOf(error),
      exitCode: exitCodes.badInput,
    });
  }
}

interface Trap {
  sentence: string;
  path: PropertyKey[];
}

/** The first text, or name of a key, that a terminal would not only show, or that stands for all objects. */
function findTrap(value: unknown, path: PropertyKey[] = []): Trap | undefined {
  if (typeof value === "string") return isPlain(value) ? undefined : { sentence: holds(value), path };
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, each] of Object.entries(value)) {
    if (!isPlain(key)) return { sentence: holds(key), path };
    if (key === "__proto__") return { sentence: "there is no __proto__ in a tutorial", path };
    const found = findTrap(each, [...path, Array.isArray(value) ? Number(key) : key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function holds(text: string): string {
  return `it holds what a terminal would obey: ${plainText(text)}`;
}
