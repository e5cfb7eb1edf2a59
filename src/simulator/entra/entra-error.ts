import { ServiceError } from "../operation.ts";
import type { SimulatedAzure } from "../operation.ts";

/** An error of the token service: OAuth's `error`, Entra's number, and its sentence without number and trace. */
export function entraError(status: number, error: string, number: number, sentence: string): ServiceError {
  return new ServiceError(status, error, sentence, { innerCode: String(number) });
}

/** Numbers for which Entra sends no link to an explanation (captured at a real token endpoint). */
const withoutLink = new Set([70003, 700038]);

/** Entra's envelope: the sentence is followed by the trace, line by line joined with spaces, as captured. */
export function entraErrorBody(azure: SimulatedAzure, { code, innerCode, message }: ServiceError): unknown {
  const number = Number(innerCode ?? 0);
  const timestamp = new Date(azure.now()).toISOString().replace("T", " ").replace(/\.\d+/, "");
  const [trace, correlation] = [azure.guid(), azure.guid()];
  return {
    error: code,
    error_description: `AADSTS${number}: ${message} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
    error_codes: [number],
    timestamp,
    trace_id: trace,
    correlation_id: correlation,
    ...(!withoutLink.has(number) && { error_uri: `https://login.microsoftonline.com/error?code=${number}` }),
  };
}
