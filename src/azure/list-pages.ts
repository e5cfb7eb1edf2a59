import type { Azure } from "./azure.ts";
import { explainAnswer } from "./known/explain-error.ts";
import { codesIn } from "./known/said.ts";

/** The scopes of the services whose lists are read. */
export const listScopes = {
  graph: "https://graph.microsoft.com/.default",
  resourceManager: "https://management.azure.com/.default",
} as const;

/** A list read to its end, or that the caller may not read it (403). */
export type Listed<T> = { items: T[] } | { refused: string };

/**
 * Reads a list of Microsoft Graph or Resource Manager to its end, as the signed-in user.
 * @param first address of its first page
 * @throws SurestepError for any answer but a list or 403
 */
export async function listPages<T>(azure: Azure, service: keyof typeof listScopes, first: string): Promise<Listed<T>> {
  const { bearerTokenAuthenticationPolicy, createPipelineFromOptions, createPipelineRequest } =
    await import("@azure/core-rest-pipeline");
  const pipeline = createPipelineFromOptions(azure.clientOptions);
  const scopes = listScopes[service];
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential: azure.credential, scopes }));
  const client = azure.clientOptions.httpClient;
  const items: T[] = [];
  for (let url: string | undefined = first; url !== undefined;) {
    const { status, bodyAsText } = await pipeline.sendRequest(client, createPipelineRequest({ url }));
    const text = bodyAsText ?? "";
    if (status === 403) return { refused: text };
    if (status !== 200) throw explainAnswer(url, { status, text, codes: codesIn(text) });
    const page: { value?: T[]; nextLink?: string | null; "@odata.nextLink"?: string } = JSON.parse(text);
    if (!Array.isArray(page.value)) throw explainAnswer(url, { text, codes: ["PARSE_ERROR"] });
    items.push(...page.value);
    url = page["@odata.nextLink"] ?? page.nextLink ?? undefined;
  }
  return { items };
}
