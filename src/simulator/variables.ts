/**
 * The variables that lead a child process to a simulator and nowhere else: az, the SDK, Node's own fetch, Python, curl.
 * Both ways of writing each are set, because the empty one would otherwise give way to the reader's own.
 * @param proxyUrl the simulator's proxy, with its credential
 * @param bundle a PEM file with the simulator's authority
 */
export function variablesFor(proxyUrl: string, bundle: string): Record<string, string> {
  return {
    ...{ HTTPS_PROXY: proxyUrl, https_proxy: proxyUrl, HTTP_PROXY: proxyUrl, http_proxy: proxyUrl },
    ...{ NO_PROXY: "", no_proxy: "", ALL_PROXY: "", all_proxy: "" },
    // Node's own fetch and https look at the variables above only then (Node.js, "Built-in Proxy Support").
    NODE_USE_ENV_PROXY: "1",
    ...{ REQUESTS_CA_BUNDLE: bundle, NODE_EXTRA_CA_CERTS: bundle },
  };
}
