/**
 * The commands with what they take, and what each is for in a few words. They stand apart from their options, so that the
 * help is shown without loading what reads a command line: that would take as long as all the rest of it.
 */
export const summaries = {
  tutorial: "walk through the tutorial, step by step",
  list: "list the steps",
  plan: "show what would be run; touches nothing",
  "hint [step]": "show what is known to go wrong in a step",
  status: "show where a run stands, asked of the cloud",
  "clean-up": "remove all that a run made, and prove it",
  shell: "open a shell to type the article's commands in",
  sweep: "remove what forgotten runs left behind",
  matrix: "try versions of az or the SDK: since when does it fail?",
  "check [article...]": "hold an article against the tutorial; no Azure",
  prove: "try whether the verifications can fail; no Azure",
  "import <article>": "draft a tutorial of an article",
  "export <format>": "write the tutorial as bash or markdown",
  "simulate [command...]": "keep a simulated Azure running",
  "az <version>": "install an official az, and print its path",
  "completion <shell>": "print a script for bash, zsh or fish",
} as const;

/** The whole help: one line a command and no more, so that it fits a screen of 24 lines and 80 columns. */
export function shortHelp(): string {
  const width = Math.max(...Object.keys(summaries).map((command) => command.length));
  const lines = Object.entries(summaries).map(([command, summary]) => `  ${command.padEnd(width)}  ${summary}`);
  return `Usage: surestep <command> [options]     a tutorial runner that proves every step

${lines.join("\n")}

Examples:
  npm run tutorial                        walk through it, in a simulated Azure
  npm run tutorial -- --live              in your own subscription

'surestep <command> --help' shows a command's options.
`;
}

/** Whether nothing but the whole help is wanted. */
export function wantsShortHelp(args: readonly string[]): boolean {
  const [first = "", ...more] = args.filter((arg) => arg !== "--no-color");
  return more.length === 0 && ["--help", "-h", "help"].includes(first);
}
