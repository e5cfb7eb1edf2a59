import type { KnownFailure } from "../hint.ts";

const statuses = "RFC 9110, HTTP semantics, status codes; Azure Resource Manager, request limits";

/** What a status says by itself, or a code that says no more: what is looked at last. */
export const statusFailures: readonly KnownFailure[] = [
  {
    id: "throttled",
    class: "unwell",
    codes: ["TooManyRequests", "Throttled", "SubscriptionRequestsThrottled", "ResourceRequestsThrottled"],
    text: /Too Many Requests|Azure answered 429/i,
    statuses: [429],
    cause: "Azure was asked too much in too short a time, by you or by others in the subscription.",
    remedy: "Wait some minutes, then run the same command again.",
    source: statuses,
  },
  {
    id: "azure-unwell",
    class: "unwell",
    codes: [
      ...["InternalServerError", "ServiceUnavailable", "serviceNotAvailable", "BadGateway", "GatewayTimeout"],
      ...["ServerTimeout", "RequestTimeout", "ServerBusy"],
    ],
    text: /invalid status '(?:Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out|Request Time-?out)'|HTTP Error: 5\d\d|The service is unavailable|Azure answered 5\d\d/,
    statuses: [408, 500, 501, 502, 503, 504, 507, 509],
    cause: "A part of Azure, or a proxy on the way to it, is unwell.",
    remedy: "Wait some minutes, then run the same command again; https://azure.status.microsoft tells of outages.",
    source: statuses,
  },
  {
    id: "may-not-look",
    class: "notAllowed",
    text: /^unknown: to see .* takes .*/m,
    cause: "You may not look at what the step made, so it cannot be verified.",
    remedy: "Ask for what the check names.",
    source: "Azure built-in roles",
  },
  {
    id: "forbidden",
    class: "notAllowed",
    text: /invalid status 'Forbidden'/,
    statuses: [403],
    cause: "Whoever is signed in may not do that.",
    remedy: "Ask for a role that allows it, or use a subscription and a tenant of your own.",
    source: statuses,
  },
  {
    id: "unauthorized",
    class: "setUp",
    text: /invalid status 'Unauthorized'/,
    statuses: [401],
    cause: "Azure does not take the token that az gave.",
    remedy: "Sign in again with az login; if it stays so, look at this machine's clock.",
    source: statuses,
  },
  {
    id: "not-there",
    class: "drift",
    text: /invalid status 'Not Found'/,
    statuses: [404, 410],
    cause: "What was asked for does not exist, or no longer does.",
    remedy: "Look at what is there: surestep status",
    source: statuses,
  },
  {
    id: "az-crashed",
    class: "setUp",
    text: /The command failed with an unexpected error\. Here is the traceback:|^Traceback \(most recent call last\):/m,
    cause: "az itself broke down: it is defective, or met something that it does not know.",
    remedy: "Install another version of az (https://aka.ms/azcli), or: npm run az -- 2.91.0",
    source: "azure-cli, azclierror",
  },
];
