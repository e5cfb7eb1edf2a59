import { HttpsProxyAgent } from "https-proxy-agent";

type Connect = HttpsProxyAgent<string>["connect"];
type Name = Parameters<HttpsProxyAgent<string>["getName"]>[0];

/**
 * What makes TLS connections through a proxy, and keeps them for the next request to the same host. The SDK's own agent
 * connects anew for each request, which is most of what a request to a simulated Azure costs.
 * @param proxyUrl e.g. `http://127.0.0.1:40001`, with user name and password where it wants them
 * @param ca PEM of the only authority that is trusted behind it
 */
export function createProxyAgent(proxyUrl: string, ca: string): HttpsProxyAgent<string> {
  return new KeepingAgent(new URL(proxyUrl), ca);
}

class KeepingAgent extends HttpsProxyAgent<string> {
  readonly #ca: string;

  constructor({ protocol, host, username, password }: URL, ca: string) {
    // Not in the address, which the agent shows where `DEBUG` asks for it.
    const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    const authorization = { "proxy-authorization": `Basic ${Buffer.from(user).toString("base64")}` };
    super(`${protocol}//${host}`, { keepAlive: true, ...(username !== "" && { headers: authorization }) });
    this.#ca = ca;
  }

  override connect(...[request, options]: Parameters<Connect>): ReturnType<Connect> {
    return super.connect(request, Object.assign({}, options, { ca: this.#ca }));
  }

  // Not told that a connection is TLS, agent-base guesses it from the call stack, and so keeps a connection that is given
  // back under another name than the one by which it looks for it.
  override getName(options?: Name): string {
    return super.getName(options && { ...options, secureEndpoint: true });
  }
}
