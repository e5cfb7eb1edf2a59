import { readFileSync } from "node:fs";
import { globalOptions, parseArguments } from "./arguments.ts";
import { commands } from "./commands.ts";
import { AzError, UsageError } from "./error.ts";
import { createSend } from "./http.ts";
import type { Send } from "./http.ts";
import { formatJson, formatTsv } from "./output.ts";
import { loadProfile, profileFile } from "./profile.ts";
import { createSession } from "./session.ts";
import { version } from "./commands/version.ts";

/** Through what one command sees the world. */
export interface Io {
  variables: Readonly<Record<string, string | undefined>>;
  write(text: string): void;
  writeError(text: string): void;
  /** Asks a question on the terminal; undefined where there is none. */
  ask: ((question: string) => Promise<string>) | undefined;
  /** Ends the command at once when it is aborted: a request that is under way, a wait, a retry. */
  signal?: AbortSignal;
  /** Sends its requests; left out, they go through the proxy that `HTTPS_PROXY` names. */
  send?: Send | undefined;
}

const standInNote =
  "This is a stand-in for the Azure CLI: it knows the commands of the tutorials and speaks to a simulated Azure only.";

/**
 * Runs one az command, prints what az would print, and resolves to az's exit code. Rejects with the reason of the signal
 * when that is aborted; what was asked of Azure before may have been done.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    io.signal?.throwIfAborted();
    await runCommand(args, io);
    return 0;
  } catch (error) {
    io.signal?.throwIfAborted();
    if (!(error instanceof AzError)) throw error;
    io.writeError(`ERROR: ${error.message}\n${error.advice.map((line) => `${line}\n`).join("")}`);
    return error.exitCode;
  }
}

async function runCommand(args: readonly string[], io: Io): Promise<void> {
  if (args[0] === "--version" || args[0] === "-v") return io.write(`azure-cli ${version}\n\n${standInNote}\n`);
  const words = commandWords(args);
  const name = words.join(" ");
  const load = commands[name];
  if (!load) return io.write(help(words, args));
  const { default: command } = await load();
  const values = parseArguments({ ...command.options, ...globalOptions }, args.slice(words.length), `az ${name}`);
  if (values.help) return io.write(commandHelp(name, command.options));
  if (values.output === "table" || values.output?.startsWith("yaml")) {
    throw new UsageError(`This stand-in for the Azure CLI does not write ${values.output}. Use --output json or tsv.`);
  }
  const query = values.query === undefined ? undefined : await compileQuery(values.query);

  const file = profileFile(io.variables["AZURE_CONFIG_DIR"]);
  const session = createSession({
    profile: loadProfile(file),
    profileFile: file,
    subscription: subscriptionOf(values),
    command: name,
    onlyShowErrors: values.onlyShowErrors,
    ...io,
    send: io.send ?? connect(io),
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the parser has filled in what the command's options say
  const result = await command.run(values as never, session);
  print(query ? query(result) : result);

  function print(value: unknown): void {
    if (value === undefined || value === null || values.output === "none") return;
    io.write(values.output === "tsv" ? formatTsv(value, values.query?.includes("{") ?? false) : formatJson(value));
  }
}

/** The words in front of the first option that name a command or the beginning of one. */
function commandWords(args: readonly string[]): string[] {
  const words: string[] = [];
  for (const word of args) {
    if (word.startsWith("-") || words.join(" ") in commands) break;
    const path = [...words, word].join(" ");
    if (!Object.keys(commands).some((name) => name === path || name.startsWith(`${path} `))) {
      throw new UsageError(`'${word}' is misspelled or not recognized by the system.`);
    }
    words.push(word);
  }
  return words;
}

/** The commands that begin with these words. Without `--help` az takes it for a mistake. */
function help(words: readonly string[], args: readonly string[]): string {
  const asked = words.length === 0 || args.includes("--help") || args.includes("-h");
  if (!asked) throw new UsageError("the following arguments are required: _subcommand");
  const names = Object.keys(commands).filter((name) => `${name} `.startsWith(`${words.join(" ")} `.trimStart()));
  return `${standInNote}\n\nCommands:\n${names.map((name) => `    az ${name}\n`).join("")}`;
}

function commandHelp(
  name: string,
  options: Readonly<Record<string, { names: readonly string[]; required?: true }>>,
): string {
  const lines = Object.values(options).map(
    ({ names, required }) => `    ${names.join(" ")}${required ? " [Required]" : ""}\n`,
  );
  return `${standInNote}\n\nCommand\n    az ${name}\n\nArguments\n${lines.join("")}`;
}

function subscriptionOf(values: object): string | undefined {
  return "subscription" in values && typeof values.subscription === "string" ? values.subscription : undefined;
}

async function compileQuery(query: string): Promise<(value: unknown) => unknown> {
  const { compile, TreeInterpreter } = await import("@jmespath-community/jmespath");
  try {
    const tree = compile(query);
    return (value) =>
      value === undefined ? undefined : TreeInterpreter.search(tree, JSON.parse(JSON.stringify(value)));
  } catch {
    throw new AzError(`argument --query: invalid jmespath_type value: '${query}'`, {
      exitCode: 2,
      advice: ["To learn more about --query, please visit: 'https://learn.microsoft.com/cli/azure/query-azure-cli'"],
    });
  }
}

/** The way to Azure: through a proxy of this machine and no other, so that no request can reach the real one. */
function connect({ variables, signal }: Io): Send {
  // Made when the first request is sent: most of what a command line is refused for needs none.
  let send: Send | undefined;
  return async (request) => {
    send ??= open();
    return await send(request);
  };

  function open(): Send {
    const address = variables["HTTPS_PROXY"] ?? variables["https_proxy"];
    const proxy = address === undefined || !URL.canParse(address) ? undefined : new URL(address);
    if (!proxy || !["127.0.0.1", "[::1]", "localhost"].includes(proxy.hostname)) {
      throw new AzError(
        "This az is a stand-in that works with a simulated Azure only: HTTPS_PROXY must name the simulator's proxy on this machine.",
      );
    }
    const bundle = variables["REQUESTS_CA_BUNDLE"];
    return createSend(proxy, bundle ? readBundle(bundle) : undefined, signal);
  }
}

/** Throws what az's library says to a bundle that is not there. */
function readBundle(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new AzError(`Could not find a suitable TLS CA certificate bundle, invalid path: ${file}`);
  }
}
