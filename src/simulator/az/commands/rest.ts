import { readFileSync } from "node:fs";
import { defineCommand, shared } from "../command.ts";
import { scopes } from "../credentials.ts";
import { AzError } from "../error.ts";
import type { Session } from "../session.ts";

/** `az rest`: any request, with the token that belongs to its address. */
export default defineCommand({
  options: {
    url: { names: ["--url", "--uri", "-u"], required: true },
    method: { names: ["--method", "-m"], choices: ["head", "get", "put", "post", "delete", "options", "patch"] },
    body: { names: ["--body", "-b"] },
    headers: { names: ["--headers"], kind: "list" },
    resource: { names: ["--resource"] },
    subscription: shared.subscription,
  },
  async run({ url: given, method, body, resource }, session) {
    const url = address(session, given);
    const response = await session.sendAs(resource === undefined ? scopeOf(url) : `${resource}/.default`, {
      method: (method ?? "get").toUpperCase(),
      url,
      ...(body === undefined ? {} : readBody(body)),
    });
    if (response.status >= 400) {
      throw new AzError(`${response.reason}${response.text && `(${response.text})`}`, { status: response.status });
    }
    return response.text === "" ? undefined : JSON.parse(response.text);
  },
});

/** A path alone is one of Resource Manager's. */
function address(session: Session, given: string): string {
  const url = given.includes("://") ? given : `https://management.azure.com/${given.replace(/^\/+/, "")}`;
  return url.includes("{subscriptionId}") ? url.replaceAll("{subscriptionId}", session.subscription().id) : url;
}

function scopeOf(url: string): string {
  const { hostname } = new URL(url);
  if (hostname === "graph.microsoft.com") return scopes.graph;
  return hostname.endsWith(".vault.azure.net") ? scopes.keyVault : scopes.resourceManager;
}

/** What is no JSON is sent as it is, without a content type (azure-cli, `send_raw_request`). */
function readBody(body: string): { body: unknown } | { text: string } {
  const text = body.startsWith("@") ? readFile(body.slice(1)) : body;
  try {
    return { body: JSON.parse(text) };
  } catch {
    return { text };
  }
}

function readFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new AzError(`[Errno 2] No such file or directory: '${path}'`);
  }
}
