import type { Argument, Command } from "commander";

/** What stands below the commands in the help. */
export const examples = `
Examples:
  npm run tutorial                        walk through it, in a simulated Azure
  npm run tutorial -- --live              in your own subscription
  npm run tutorial -- --step set-secret   go on there
  surestep status                         where the run stands

'surestep <command> --help' shows a command's options.`;

/** One line a command and no more: the whole help fits a screen of 24 lines and 80 columns. */
export const shortHelp = {
  visibleOptions: () => [],
  visibleCommands: ({ commands }: Command) => [...commands],
  subcommandTerm: (command: Command) => [command.name(), ...command.registeredArguments.map(argumentTerm)].join(" "),
};

function argumentTerm(argument: Argument): string {
  const name = argument.variadic ? `${argument.name()}...` : argument.name();
  return argument.required ? `<${name}>` : `[${name}]`;
}
