import type { KnownFailure } from "../hint.ts";

/** What says that nobody was reached: codes of Node.js and the SDK, and the sentences of az's HTTP client (urllib3). */
export const networkFailures: readonly KnownFailure[] = [
  {
    id: "vault-name-unset",
    class: "drift",
    codes: ["ENOTFOUND"],
    text: /undefined\.vault\.azure\.net/,
    cause: "KEY_VAULT_NAME is not set.",
    remedy: "Set it in the same terminal: source ${environmentFile}",
    source: "the quickstart's own code",
  },
  {
    id: "vault-not-found-by-name",
    class: "unwell",
    codes: ["ENOTFOUND", "EAI_AGAIN"],
    text: /(?:ENOTFOUND|EAI_AGAIN|Name or service not known|Failed to resolve)[^\n]*vault\.azure\.net|vault\.azure\.net[^\n]*(?:ENOTFOUND|Name or service not known|Failed to resolve|is not to be reached)/,
    cause: "The vault's address is unknown: there is no such vault, it is a minute old, or a proxy is in the way.",
    remedy: "Look whether it exists: az keyvault show -n ${vaultName}; then wait a minute.",
    source: "azure-sdk-for-js, Key Vault troubleshooting",
  },
  {
    id: "proxy-wants-a-password",
    class: "setUp",
    statuses: [407],
    text: /Tunnel connection failed: 407|Proxy Authentication Required/i,
    cause: "The proxy wants to know who you are.",
    remedy: "Put a name and a password into the variable: HTTPS_PROXY=http://name:password@host:port",
    source: "RFC 9110, 407 Proxy Authentication Required",
  },
  {
    id: "proxy-refuses",
    class: "setUp",
    text: /Tunnel connection failed: 4\d\d/,
    cause: "The proxy does not let this machine reach Azure.",
    remedy:
      "Ask who runs it to admit login.microsoftonline.com, management.azure.com, graph.microsoft.com and *.vault.azure.net.",
    source: "urllib3, ProxyError; Azure CLI, work behind a proxy",
  },
  {
    id: "authority-not-trusted",
    class: "setUp",
    codes: [
      ...["DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
      ...["UNABLE_TO_GET_ISSUER_CERT", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "ERR_TLS_CERT_ALTNAME_INVALID"],
    ],
    text: /CERTIFICATE_VERIFY_FAILED[^\n]*|Certificate verification failed|unable to get local issuer certificate|self[- ]signed certificate/,
    cause: "A proxy answers with a certificate of its own, and this machine does not trust who issued it.",
    remedy: "Name that authority's certificate: NODE_EXTRA_CA_CERTS for Node.js, REQUESTS_CA_BUNDLE for az.",
    source: "Node.js, TLS certificate error codes; Azure CLI, work behind a proxy",
  },
  {
    id: "unreachable",
    class: "unwell",
    codes: [
      ...["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "ETIMEDOUT", "ESOCKETTIMEDOUT"],
      ...["EHOSTUNREACH", "EHOSTDOWN", "ENETUNREACH", "ENETDOWN", "EPIPE", "EPROTO", "REQUEST_SEND_ERROR"],
      ...["UND_ERR_CONNECT_TIMEOUT", "UND_ERR_SOCKET", "ERR_SOCKET_TIMEOUT", "ERR_STREAM_PREMATURE_CLOSE"],
      ...["EIDLETIMEOUT", "ECONNECTIONTIMEOUT", "ERESPONSETIMEOUT", "network_error"],
    ],
    text: /Unable to connect to proxy|Failed to resolve '[^']*'|Name or service not known|Temporary failure in name resolution|Failed to establish a new connection[^\n]*|Connection (?:aborted|refused|reset|broken)[^\n]*|Max retries exceeded with url|Read timed out|RemoteDisconnected|IncompleteRead|socket hang up|getaddrinfo [A-Z_]+/,
    cause: "The service, or a proxy on the way to it, was not reached, or hung up.",
    remedy: "Check the network, and a proxy if there is one (HTTPS_PROXY); then run the same command again.",
    source: "Node.js, common system errors; urllib3, exceptions",
  },
  {
    id: "no-answer-in-time",
    class: "unwell",
    codes: ["AbortError"],
    text: /did not end within [^\n]*/,
    cause: "No answer came in the time that there was.",
    remedy: "Run the same command again: it goes on where it stopped.",
    source: "Azure SDK for JavaScript, AbortError",
  },
];
