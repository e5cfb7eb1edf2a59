import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

/** One recorded request and what the real service answered. */
export interface Exchange {
  method: string;
  url: URL;
  /** By lower-case name. */
  requestHeaders: Record<string, string>;
  /** As sent; undefined for none. */
  requestBody: string | undefined;
  status: number;
  /** By lower-case name. */
  headers: Record<string, string>;
  /** Parsed where it is JSON; undefined for none. */
  body: unknown;
  /** When it was answered, in milliseconds since the epoch; each later than the one before. */
  at: number;
}

export interface Recording {
  /** Path of its file in the folder. */
  name: string;
  exchanges: Exchange[];
}

const headers = z.record(z.string(), z.union([z.string(), z.array(z.string()).transform((all) => all.join(", "))]));
const anyBody = z.union([z.string(), z.record(z.string(), z.unknown()), z.array(z.unknown())]).nullish();

/** VCR.py's cassette, as Azure CLI keeps its recordings. */
const cassette = z.object({
  interactions: z.array(
    z.object({
      request: z.object({ method: z.string(), uri: z.string(), headers: headers.nullish(), body: anyBody }),
      response: z.object({
        status: z.object({ code: z.int() }),
        headers: headers.nullish(),
        body: z.object({ string: anyBody }).nullish(),
      }),
    }),
  ),
});

/** A session of the Azure SDK's test proxy ("Azure SDK Tools Test Proxy"). */
const session = z.object({
  Entries: z.array(
    z.object({
      RequestUri: z.string(),
      RequestMethod: z.string(),
      RequestHeaders: headers.nullish(),
      RequestBody: anyBody,
      StatusCode: z.int(),
      ResponseHeaders: headers.nullish(),
      ResponseBody: anyBody,
    }),
  ),
});

/** All recordings in a folder, at any depth, by name. Files of another form are left out. */
export function readRecordings(folder: string): Recording[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return files
    .map((file) => join(file.parentPath, file.name))
    .filter((file) => /\.(ya?ml|json)$/i.test(file))
    .toSorted()
    .flatMap((file) => {
      const exchanges = readRecording(readFileSync(file, "utf8"));
      return exchanges === undefined ? [] : [{ name: relative(folder, file), exchanges }];
    });
}

/** The exchanges of one recording; undefined for a text that is none. Throws for a text that is no YAML. */
export function readRecording(text: string): Exchange[] | undefined {
  const document: unknown = parse(text, { maxAliasCount: -1 });
  const vcr = cassette.safeParse(document);
  if (vcr.success) {
    return inTime(
      vcr.data.interactions.map(({ request, response }) =>
        exchange(
          [request.method, request.uri, request.headers, request.body],
          [response.status.code, response.headers, response.body?.string],
        ),
      ),
    );
  }
  const proxy = session.safeParse(document);
  if (!proxy.success) return undefined;
  return inTime(
    proxy.data.Entries.map((entry) =>
      exchange(
        [entry.RequestMethod, entry.RequestUri, entry.RequestHeaders, entry.RequestBody],
        [entry.StatusCode, entry.ResponseHeaders, entry.ResponseBody],
      ),
    ),
  );
}

type Headers = Record<string, string> | null | undefined;

function exchange(
  [method, uri, requestHeaders, requestBody]: [string, string, Headers, unknown],
  [status, answered, body]: [number, Headers, unknown],
): Exchange {
  const sent = typeof requestBody === "string" ? requestBody : requestBody && JSON.stringify(requestBody);
  return {
    method: method.toUpperCase(),
    url: new URL(uri),
    requestHeaders: lowered(requestHeaders),
    requestBody: typeof sent === "string" && sent !== "" ? sent : undefined,
    status,
    headers: lowered(answered),
    body: typeof body === "string" ? parsed(body) : (body ?? undefined),
    at: Date.parse(lowered(answered)["date"] ?? ""),
  };
}

/** Dates have whole seconds, or are missing: what follows is a millisecond later than what it follows. */
function inTime(exchanges: Exchange[]): Exchange[] {
  let last = Date.parse("2024-01-01T00:00:00Z");
  const first = exchanges.find(({ at }) => !Number.isNaN(at));
  if (first !== undefined) last = first.at - 1;
  for (const each of exchanges) {
    each.at = Math.max(Number.isNaN(each.at) ? 0 : each.at, last + 1);
    last = each.at;
  }
  return exchanges;
}

function lowered(given: Headers): Record<string, string> {
  return Object.fromEntries(Object.entries(given ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
}

function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
