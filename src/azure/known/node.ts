import type { KnownFailure } from "../hint.ts";

/** What a program of the tutorial, or a shell, says of itself. */
export const nodeFailures: readonly KnownFailure[] = [
  {
    id: "module-missing",
    class: "drift",
    codes: ["MODULE_NOT_FOUND", "ERR_MODULE_NOT_FOUND"],
    cause: "The program loads a file or a package that is not there.",
    remedy: "Install the package that the message names, or correct the name.",
    source: "Node.js, errors",
  },
  {
    id: "program-is-wrong",
    class: "drift",
    codes: ["ERR_REQUIRE_ESM", "ERR_UNKNOWN_FILE_EXTENSION", "ERR_UNSUPPORTED_DIR_IMPORT"],
    text: /^(?:SyntaxError|TypeError|ReferenceError|RangeError): [^\n]*/m,
    cause: "The program itself is wrong, or is written for another version of Node.js or of a package.",
    remedy: "Correct the program where the message says so.",
    source: "Node.js, errors",
  },
  {
    id: "placeholder-pasted",
    class: "drift",
    text: /syntax error near unexpected token 'newline'|your-unique-keyvault-name: No such file|<your-/,
    cause: "A placeholder in angle brackets was pasted; a shell takes the brackets for redirections.",
    remedy: "Replace the whole of it, the brackets too.",
    source: "Bash reference, redirections",
  },
];
