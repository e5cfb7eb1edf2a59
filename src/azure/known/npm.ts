import type { KnownFailure } from "../hint.ts";

const errors = "npm, common errors; @npmcli/arborist and npm-registry-fetch, error codes";

/** What npm says, besides what the network and the machine say through it. */
export const npmFailures: readonly KnownFailure[] = [
  {
    id: "package-missing",
    class: "drift",
    codes: ["E404", "ETARGET", "ENOVERSIONS", "EINVALIDPACKAGENAME", "EINVALIDTAGNAME"],
    cause: "The registry has no such package, or not in that version.",
    remedy: "Compare the name and the version with: npm view <package> versions",
    source: errors,
  },
  {
    id: "registry-refuses",
    class: "setUp",
    codes: ["E401", "E403", "ENEEDAUTH", "EOTP"],
    cause: "The registry that npm is set to does not give you this package.",
    remedy: "See which it is with npm config get registry, and sign in to it with npm login.",
    source: errors,
  },
  {
    id: "registry-unwell",
    class: "unwell",
    codes: ["E429", "E500", "E502", "E503", "E504", "EINTEGRITY"],
    cause: "The registry is unwell, or what it gave was damaged on the way.",
    remedy: "Wait a minute, then run the same command again.",
    source: errors,
  },
  {
    id: "packages-do-not-fit",
    class: "drift",
    codes: ["ERESOLVE", "EUSAGE", "EPEERINVALID"],
    cause: "The packages do not go together, or npm does not understand the command.",
    remedy: "The message names the two that do not fit.",
    source: errors,
  },
  {
    id: "old-node",
    class: "setUp",
    codes: ["EBADENGINE", "EBADPLATFORM"],
    cause: "The packages want another Node.js or another kind of machine: the SDK wants Node.js 22 or newer.",
    remedy: "Install a newer Node.js. With an older one the code works as long as npm is not set to engine-strict.",
    source: "azure-sdk-for-js issue #37945",
  },
];
