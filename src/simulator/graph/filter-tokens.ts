import { ServiceError } from "../operation.ts";

/** A piece of a `$filter`: a quoted text without its quotes, a word (name, operator, number, time), or a mark. */
export interface Token {
  kind: "text" | "word" | "mark";
  text: string;
}

const pattern = /\s*(?:'((?:[^']|'')*)'|([^\s'(),:]+(?::\d[^\s'(),]*)*)|([(),:]))/y;

/**
 * Splits a `$filter` into its pieces. A quote in a text is written twice.
 *
 * @throws ServiceError 400 BadRequest for a text that does not end
 */
export function tokensOf(filter: string): Token[] {
  const source = filter.trim();
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < source.length) {
    const found = pattern.exec(source);
    if (found === null) throw badFilter(filter);
    const [, text, word, mark = ""] = found;
    if (text !== undefined) tokens.push({ kind: "text", text: text.replaceAll("''", "'") });
    else tokens.push(word === undefined ? { kind: "mark", text: mark } : { kind: "word", text: word });
  }
  return tokens;
}

/** What Graph says to a filter that it cannot read. */
export function badFilter(filter: string): ServiceError {
  return badRequestCode(`Invalid filter clause: ${filter}`);
}

/** An error of the query's form: OData's own, with the code `BadRequest`. */
export function badRequestCode(message: string): ServiceError {
  return new ServiceError(400, "BadRequest", message);
}
