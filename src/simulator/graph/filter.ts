import { ServiceError } from "../operation.ts";

type Test = (object: object) => boolean;

const text = "'((?:[^']|'')*)'"; // a quote inside is written twice
const equals = new RegExp(`^(\\w+) eq ${text}$`, "i");
const startsWith = new RegExp(`^startswith\\((\\w+),\\s*${text}\\)$`, "i");
const any = new RegExp(`^(\\w+)/any\\((\\w+):\\s*\\2 eq ${text}\\)$`, "i");
const clause = /(?:[^']|'(?:[^']|'')*')+?(?= and |$)/giy;

/**
 * Compiles the forms of OData's `$filter` that az sends: `p eq 'x'`, `startswith(p,'x')`, `p/any(c:c eq 'x')`, and
 * several of them joined by `and`. As in Graph, texts are compared without regard to case.
 *
 * @throws ServiceError 400 Request_UnsupportedQuery for every other form
 */
export function compileFilter(filter: string | null): Test {
  if (filter === null) return () => true;
  const tests = clausesOf(filter).map(compileClause);
  return (object) => tests.every((test) => test(object));
}

/** Splits at ` and ` outside of quotes. */
function clausesOf(filter: string): string[] {
  const clauses: string[] = [];
  let rest = filter.trim();
  while (rest !== "") {
    clause.lastIndex = 0;
    const found = clause.exec(rest)?.[0];
    if (found === undefined) throw unsupported(filter);
    clauses.push(found.trim());
    rest = rest.slice(found.length).replace(/^ and /i, "");
  }
  return clauses;
}

function compileClause(source: string): Test {
  const [, equalsName, equalsText] = equals.exec(source) ?? [];
  if (equalsName !== undefined) return (object) => same(property(object, equalsName), equalsText);
  const [, startName, startText] = startsWith.exec(source) ?? [];
  if (startName !== undefined) return (object) => startsLike(property(object, startName), startText);
  const [, anyName, , anyText] = any.exec(source) ?? [];
  if (anyName !== undefined) {
    return (object) => {
      const values = property(object, anyName);
      return Array.isArray(values) && values.some((value) => same(value, anyText));
    };
  }
  throw unsupported(source);
}

function property(object: object, name: string): unknown {
  return Reflect.get(object, name);
}

function same(value: unknown, quoted = ""): boolean {
  return typeof value === "string" && value.toLowerCase() === unquote(quoted);
}

function startsLike(value: unknown, quoted = ""): boolean {
  return typeof value === "string" && value.toLowerCase().startsWith(unquote(quoted));
}

function unquote(quoted: string): string {
  return quoted.replaceAll("''", "'").toLowerCase();
}

function unsupported(filter: string): ServiceError {
  return new ServiceError(400, "Request_UnsupportedQuery", `Unsupported or invalid query filter clause: ${filter}`);
}
