import type { Command } from "commander";
import { exitCodes, SurestepError } from "../../errors.ts";
import type { Io } from "../io.ts";

/** The commands with their flags and what they are for. */
interface Completion {
  name: string;
  about: string;
  /** With their dashes; those that take a value, such as a path, are among them. */
  flags: string[];
  withValue: ReadonlySet<string>;
}

/** Prints a script that completes commands and flags, to be sourced by the reader's shell. @returns the exit code */
export async function printCompletion(shell: string, program: Command, io: Io): Promise<number> {
  const commands = program.commands.map((command): Completion => ({
    name: command.name(),
    about: command.description(),
    flags: command.options.flatMap(({ long }) => (long === undefined || long === null ? [] : [long])),
    withValue: new Set(command.options.flatMap(({ long, required }) => (required && long ? [long] : []))),
  }));
  const scripts: Record<string, (commands: Completion[]) => string> = { bash, zsh, fish };
  const script = scripts[shell];
  if (script === undefined) {
    throw new SurestepError(`There is no completion for '${shell}'.`, {
      hint: "There is one for bash, zsh and fish, as in: source <(surestep completion bash)",
      exitCode: exitCodes.badInput,
    });
  }
  io.stdout.write(script(commands));
  return exitCodes.ok;
}

function bash(commands: Completion[]): string {
  const cases = commands.map(({ name, flags }) => `    ${name}) words="${flags.join(" ")}" ;;`);
  return `_surestep() {
  local words="${commands.map(({ name }) => name).join(" ")}"
  if ((COMP_CWORD > 1)); then
    case \${COMP_WORDS[1]} in
${cases.map((line) => `  ${line}`).join("\n")}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _surestep surestep
`;
}

function zsh(commands: Completion[]): string {
  const described = commands.map(({ name, about }) => `    '${name}:${quoted(about)}'`);
  const cases = commands.map(({ name, flags }) => `      ${name}) compadd -- ${flags.join(" ")} ;;`);
  return `#compdef surestep
_surestep() {
  local -a commands=(
${described.join("\n")}
  )
  if ((CURRENT == 2)); then
    _describe command commands
  else
    case $words[2] in
${cases.join("\n")}
    esac
  fi
}
compdef _surestep surestep
`;
}

function fish(commands: Completion[]): string {
  const lines = commands.flatMap(({ name, about, flags, withValue }) => [
    `complete -c surestep -n __fish_use_subcommand -a ${name} -d '${quoted(about)}'`,
    ...flags.map((flag) => {
      // A value may be a path; nothing else is.
      const value = withValue.has(flag) ? " -r -F" : "";
      return `complete -c surestep -n '__fish_seen_subcommand_from ${name}' -l ${flag.slice(2)}${value}`;
    }),
  ]);
  return `${["complete -c surestep -f", ...lines].join("\n")}\n`;
}

function quoted(text: string): string {
  return text.replaceAll("'", "’");
}
