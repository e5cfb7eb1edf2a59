import type * as Http from "node:http";
import type * as Https from "node:https";
import { createRequire } from "node:module";

const load = createRequire(import.meta.url);

/**
 * Node's own `node:http` and `node:https`. An `import` of these two makes Node load all of its `fetch` and WebSocket, which
 * takes longer than all else that a simulator, or the built-in az, needs to start.
 */
export const http: typeof Http = load("node:http");
export const https: typeof Https = load("node:https");
