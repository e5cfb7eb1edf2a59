import { HttpsProxyAgent } from "https-proxy-agent";

/**
 * What makes TLS connections through a proxy, and keeps them for the next request to the same host. The SDK's own agent
 * connects anew for each request, which is most of what a request to a simulated Azure costs.
 * @param proxyUrl e.g. `http://127.0.0.1:40001`, with user name and password where it wants them
 */
export function createProxyAgent(proxyUrl: string): HttpsProxyAgent<string> {
  return new KeepingAgent(proxyUrl, { keepAlive: true });
}

class KeepingAgent extends HttpsProxyAgent<string> {
  // Not told that a connection is TLS, agent-base guesses it from the call stack, and so keeps a connection that is given
  // back under another name than the one by which it looks for it.
  override getName(options?: Parameters<HttpsProxyAgent<string>["getName"]>[0]): string {
    return super.getName(options && { ...options, secureEndpoint: true });
  }
}
