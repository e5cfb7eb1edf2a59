import type { IncomingMessage } from "node:http";
import type { ServiceRequest } from "./service.ts";

/** The longest body that any operation of the simulator takes is far shorter, in bytes. */
const longest = 4 * 1024 * 1024;

/**
 * A request that arrived over TLS, as services see it. Reading the text of one that is too long rejects, which a service
 * answers as it answers a malformed one.
 */
export function requestFrom(incoming: IncomingMessage): ServiceRequest {
  const { headers, method = "GET", url = "/" } = incoming;
  return {
    method,
    url: `https://${headers.host ?? ""}${url}`,
    headers: {
      get(name) {
        const value = headers[name.toLowerCase()];
        return value === undefined ? null : String(value);
      },
    },
    async text() {
      if (method === "GET" || method === "HEAD") return "";
      const chunks: Buffer[] = [];
      let length = 0;
      for await (const chunk of incoming) {
        // All of it is read, or the client would not read the answer.
        length += chunk.length;
        if (length <= longest) chunks.push(chunk);
      }
      if (length > longest) throw new RangeError("The body is too long.");
      return Buffer.concat(chunks).toString();
    },
  };
}
