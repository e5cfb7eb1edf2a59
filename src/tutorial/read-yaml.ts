import { readFileSync } from "node:fs";
import { isNode, LineCounter, parseDocument } from "yaml";
import { exitCodes, messageOf, SurestepError } from "../errors.ts";

/** A YAML file's value, and where in the file each part of it stands. */
export interface YamlFile {
  value: unknown;
  /** An error that points at the node of a path, or at the nearest parent that is there. */
  errorAt(path: readonly PropertyKey[], sentence: string): SurestepError;
}

/**
 * Reads a YAML file.
 * @throws SurestepError (exit code 2) when it cannot be read or is not YAML
 */
export function readYaml(file: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(textOf(file), { lineCounter: lines, prettyErrors: false });
  const errorAtOffset = (offset: number, sentence: string): SurestepError => {
    const { line, col } = lines.linePos(offset);
    const message = `${file}:${line}:${col}: ${sentence}`;
    return new SurestepError(message, { hint: "Correct that line, then try again.", exitCode: exitCodes.badInput });
  };
  const [error] = document.errors;
  if (error) throw errorAtOffset(error.pos[0], `this is not YAML: ${error.message}`);
  return {
    value: document.toJS(),
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
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new SurestepError(`${file} cannot be read.`, {
      hint: "Name the tutorial with --tutorial <file>.",
      original: messageOf(error),
      exitCode: exitCodes.badInput,
    });
  }
}
