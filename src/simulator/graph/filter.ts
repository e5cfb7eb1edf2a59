import { ServiceError } from "../operation.ts";
import { badFilter, badRequestCode, tokensOf, type Token } from "./filter-tokens.ts";

type Test = (object: object) => boolean;
type Value = string | number | boolean | null | undefined;

const order: Readonly<Record<string, (by: number) => boolean>> = {
  ge: (by) => by >= 0,
  gt: (by) => by > 0,
  le: (by) => by <= 0,
  lt: (by) => by < 0,
};

/**
 * Compiles OData's `$filter` as Graph has it for directory objects ("Use the $filter query parameter"): `eq`, `ge`, `gt`,
 * `le`, `lt`, `in`, `startswith`, `any`, `and`, `or` and brackets; `ne`, `not` and `endswith` are advanced queries. Texts
 * are compared without regard to case, times as times.
 *
 * @param isAdvanced whether the request asks for the advanced queries ("Advanced query capabilities on directory objects")
 * @throws ServiceError 400, `Request_UnsupportedQuery` for what Graph does not compare, `BadRequest` for what is no filter
 */
export function compileFilter(filter: string | null, isAdvanced: boolean): Test {
  if (filter === null) return () => true;
  const tokens = tokensOf(filter);
  let at = 0;

  const test = either();
  if (at < tokens.length) throw badFilter(filter);
  return test;

  function either(): Test {
    const tests = [both()];
    while (takes("or")) tests.push(both());
    return (object) => tests.some((each) => each(object));
  }

  function both(): Test {
    const tests = [clause()];
    while (takes("and")) tests.push(clause());
    return (object) => tests.every((each) => each(object));
  }

  function clause(): Test {
    if (takes("not")) {
      refuseSimple("not");
      const negated = clause();
      return (object) => !negated(object);
    }
    if (takes("(")) return closed(either());
    const name = word();
    if (takes("(")) return called(name);
    const operator = word().toLowerCase();
    if (operator === "in") return within(name);
    if (!["eq", "ne"].includes(operator) && !Object.hasOwn(order, operator)) throw badFilter(filter ?? "");
    if (operator === "ne") refuseSimple("ne");
    const wanted = literal();
    if (operator === "eq") return (object) => equals(read(object, name), wanted);
    if (operator === "ne") return (object) => !equals(read(object, name), wanted);
    return (object) => order[operator]?.(differenceFrom(read(object, name), wanted)) ?? false;
  }

  /** `startswith(p,'x')`, `endswith(p,'x')` and `p/any(c:c eq 'x')`. */
  function called(name: string): Test {
    const collection = /^(.+)\/any$/i.exec(name)?.[1];
    if (collection !== undefined) return closed(any(collection));
    const kind = name.toLowerCase();
    if (kind !== "startswith" && kind !== "endswith") throw unsupported(filter ?? "");
    if (kind === "endswith") refuseSimple(kind);
    const property = word();
    expects(",");
    const part = String(literal()).toLowerCase();
    return closed((object) => {
      const value = read(object, property);
      if (typeof value !== "string") return false;
      return kind === "startswith" ? value.toLowerCase().startsWith(part) : value.toLowerCase().endsWith(part);
    });
  }

  function any(collection: string): Test {
    const variable = word();
    expects(":");
    const condition = clause();
    return (object) => {
      const values = read(object, collection);
      return Array.isArray(values) && values.some((value) => condition({ [variable]: value }));
    };
  }

  function within(name: string): Test {
    expects("(");
    const wanted = [literal()];
    while (takes(",")) wanted.push(literal());
    return closed((object) => wanted.some((each) => equals(read(object, name), each)));
  }

  function closed(inner: Test): Test {
    expects(")");
    return inner;
  }

  function takes(text: string): boolean {
    const token = tokens[at];
    const isIt = token !== undefined && token.kind !== "text" && token.text.toLowerCase() === text;
    if (isIt) at += 1;
    return isIt;
  }

  function expects(text: string): void {
    if (!takes(text)) throw badFilter(filter ?? "");
  }

  function word(): string {
    return next("word").text;
  }

  function literal(): Value {
    const token = next("text", "word");
    if (token.kind === "text") return token.text;
    const constants: Record<string, Value> = { true: true, false: false, null: null };
    if (Object.hasOwn(constants, token.text)) return constants[token.text];
    if (/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/i.test(token.text)) return Date.parse(token.text);
    if (/^-?\d+(\.\d+)?$/.test(token.text)) return Number(token.text);
    // A GUID may stand without quotes in OData; Graph's IDs are texts, so that it does not compare them.
    throw badFilter(filter ?? "");
  }

  function next(...kinds: Token["kind"][]): Token {
    const token = tokens[at++];
    if (token === undefined || !kinds.includes(token.kind)) throw badFilter(filter ?? "");
    return token;
  }

  function refuseSimple(operator: string): void {
    if (!isAdvanced) throw unsupported(operator);
  }
}

function read(object: object, path: string): unknown {
  let value: unknown = object;
  for (const name of path.split("/")) {
    if (typeof value !== "object" || value === null) return undefined;
    if (!Object.hasOwn(value, name)) throw badRequestCode(`Could not find a property named '${name}'.`);
    value = Reflect.get(value, name);
  }
  return value;
}

function equals(value: unknown, wanted: Value): boolean {
  if (typeof value === "string" && typeof wanted === "string") return value.toLowerCase() === wanted.toLowerCase();
  return typeof wanted === "number" ? differenceFrom(value, wanted) === 0 : (value ?? null) === wanted;
}

/** How much a value is greater than the wanted one: a time against a time, a number against a number; else NaN. */
function differenceFrom(value: unknown, wanted: Value): number {
  if (typeof wanted === "string" && typeof value === "string") {
    return value.toLowerCase().localeCompare(wanted.toLowerCase());
  }
  if (typeof wanted !== "number") return Number.NaN;
  return (typeof value === "string" ? Date.parse(value) : Number(value ?? Number.NaN)) - wanted;
}

function unsupported(clause: string): ServiceError {
  return new ServiceError(400, "Request_UnsupportedQuery", `Unsupported or invalid query filter clause: ${clause}`);
}
