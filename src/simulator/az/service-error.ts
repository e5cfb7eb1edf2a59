import { AzError } from "./error.ts";
import type { HttpResponse } from "./http.ts";

interface ErrorBody {
  error?: { code?: string; message?: string; target?: string; details?: ErrorBody["error"][]; innererror?: unknown };
}

/**
 * What az says to an error answer of Resource Manager or Key Vault: `(Code) Message`, then the parts one a line, as
 * azure-core's `ODataV4Format` writes them. 404 is exit code 3, everything else 1.
 */
export function serviceError(response: HttpResponse): AzError {
  const { error } = readBody(response.text);
  const message =
    error?.code === undefined && error?.message === undefined
      ? `Operation returned an invalid status '${response.reason}'${response.text && `\nContent: ${response.text}`}`
      : `(${error.code}) ${error.message}\n${details(error)}`;
  return new AzError(message, {
    exitCode: response.status === 404 ? 3 : 1,
    status: response.status,
    code: error?.code,
  });
}

function details(error: NonNullable<ErrorBody["error"]>): string {
  let text = `Code: ${error.code}\nMessage: ${error.message}`;
  if (error.target) text += `\nTarget: ${error.target}`;
  if (error.details && error.details.length > 0) {
    text += "\nException Details:";
    for (const detail of error.details)
      if (detail) text += `\t(${detail.code}) ${detail.message}\n\t${details(detail).replaceAll("\n", "\n\t")}`;
  }
  if (error.innererror) text += `\nInner error: ${JSON.stringify(error.innererror, null, 4)}`;
  return text;
}

/** What az says to an error answer of Graph: the message alone (`GraphError`), always exit code 1 except in `show`. */
export function graphError(response: HttpResponse): AzError {
  const { error } = readBody(response.text);
  return new AzError(error?.message ?? response.reason, { status: response.status, code: error?.code });
}

function readBody(text: string): ErrorBody {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? body : {};
  } catch {
    return {};
  }
}
