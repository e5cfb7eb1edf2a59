import { format } from "node:util";
import type { RedactedIo } from "./redacted-io.ts";

/**
 * Lets the log of the Azure SDK in this process, for which `AZURE_LOG_LEVEL` asks, go out by the same door as all else: by
 * itself the SDK writes it to standard error, with what it knows.
 */
export async function redirectSdkLog({ stderr, redactor }: RedactedIo): Promise<void> {
  const { AzureLogger } = await import("@azure/logger");
  AzureLogger.log = (...words) => void stderr.write(`${redactor.redact(format(...words))}\n`);
}
