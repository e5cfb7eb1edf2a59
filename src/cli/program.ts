import { availableParallelism } from "node:os";
import { Command, Option, type OutputConfiguration } from "commander";
import { exitCodes } from "../errors.ts";
import type { Latency } from "../simulator/latency.ts";
import type { Output } from "./io.ts";
import type { RedactedIo } from "./redacted-io.ts";
import { collect, countOf, durationOf, listed, portOf } from "./read-option.ts";
import { shortHelp, summaries } from "./short-help.ts";
import { showsColours } from "./streams.ts";

async function latencyOf(times: string | undefined): Promise<Latency> {
  const { readLatency } = await import("./session/latency.ts");
  return readLatency(times ?? "none");
}

function jobsOption(): Option {
  return (
    new Option("--jobs <number>", "how many independent steps run at once")
      .argParser(countOf)
      // Waiting for Azure takes no processor.
      .default(Math.max(4, availableParallelism()), "4, or as many as the machine has processors")
  );
}

function withTutorial(command: Command): Command {
  return command.option("--tutorial <file>", "another tutorial", "tutorial.yaml");
}

function withFolder(command: Command): Command {
  return withTutorial(command).option("--folder <path>", "where runs are kept", ".surestep");
}

function withRun(command: Command): Command {
  return withFolder(command)
    .option("--run <id>", "which run; the newest unfinished one when left out")
    .option("--az <which>", "system, builtin, or the path of an az")
    .option("--plain", "redraw nothing: for screen readers and logs");
}

/**
 * Carries out the command that a command line calls. Each command's file is loaded when it is called.
 * @param args the words behind `surestep`
 * @returns the command's exit code
 * @throws CommanderError when no command was called; what is to be said of that has been said
 */
export async function runCommand(args: readonly string[], io: RedactedIo): Promise<number> {
  let exitCode: number = exitCodes.ok;
  const end = async (command: () => Promise<number>): Promise<void> => {
    exitCode = await command();
  };
  const program = new Command("surestep")
    .version("0.1.0")
    .option("--no-color", "no colours")
    .showSuggestionAfterError()
    .showHelpAfterError("(surestep --help shows what there is)")
    .exitOverride()
    .configureOutput(outputOf(io));

  const add = (command: keyof typeof summaries, description: string = summaries[command]): Command => {
    const [name = ""] = command.split(" ");
    return program.command(name).description(description).option("--no-color", "no colours");
  };
  withFolder(add("tutorial"))
    .option("--step <id|number>", "resume there; earlier steps are verified again, not run again")
    .option("--until <id|number>", "stop after that step")
    .addOption(
      new Option("--only <id|number>", "run that step, and just the unmet steps that it needs").conflicts([
        "step",
        "until",
      ]),
    )
    .option("--hands-on", "type the commands yourself; each step is verified as you go")
    .option("--as-written", "put the article on trial: exactly what it tells its reader to type")
    .option("--keep [time]", "leave everything in place, for 2h or as long as you say", durationOf)
    .option("-y, --yes", "run through without asking")
    .addOption(new Option("--live", "in your own Azure subscription").conflicts("simulated"))
    .option("--simulated", "in a simulated Azure (the default)")
    .option("--az <which>", "system, builtin, or the path of an az")
    .option(
      "--set <input=value>",
      "set an input, a secret one by @file or - for standard input; may be repeated",
      collect,
      {},
    )
    .option("--latency <times>", "let the simulated Azure take its time: realistic, or roleAssignment=30s,…")
    .option("--plain", "redraw nothing: for screen readers and logs")
    .option(
      "--use-existing <kind>",
      "use what is there of a kind, such as resource-group, without owning it",
      listed,
      [],
    )
    .addOption(jobsOption())
    .action(({ live, simulated, keep, ...options }) =>
      end(async () => {
        const { goThroughTutorial } = await import("./commands/tutorial.ts");
        const flag = live === true ? { live: true } : simulated === true ? { live: false } : {};
        const kept = keep === undefined ? {} : { keep: keep === true ? 7_200_000 : keep };
        return goThroughTutorial({ ...options, ...flag, ...kept, latency: await latencyOf(options.latency) }, io);
      }),
    );

  withTutorial(add("list"))
    .option("--json", "as JSON")
    .action((options) => end(async () => (await import("./commands/list.ts")).listSteps(options, io)));

  withTutorial(add("plan", "show what would be run, with the inputs filled in; touches nothing"))
    .option(
      "--set <input=value>",
      "set an input, a secret one by @file or - for standard input; may be repeated",
      collect,
      {},
    )
    .option("--json", "as JSON")
    .action((options) => end(async () => (await import("./commands/plan.ts")).plan(options, io)));

  withFolder(add("hint [step]"))
    .argument("[step]", "its id or number; the step at which the run stands when left out")
    .action((step, options) => end(async () => (await import("./commands/hint.ts")).showHints(step, options, io)));

  withRun(add("status"))
    .option("--json", "as JSON")
    .action((flags) => end(async () => (await import("./commands/status.ts")).showStatus(flags, io)));

  withRun(add("clean-up", "remove everything that a run made, and prove it"))
    .option("--no-wait", "do not wait for what takes Azure minutes")
    .action((flags) => end(async () => (await import("./commands/clean-up.ts")).cleanUpRun(flags, io)));

  withRun(add("shell", "open a shell in which the article's commands can be typed as they stand")).action((flags) =>
    end(async () => (await import("./commands/shell.ts")).openShell(flags, io)),
  );

  add("sweep", "remove what forgotten runs left in your subscription")
    .option("--older-than <time>", "only runs begun so long ago", durationOf, 86_400_000)
    .option("--dry-run", "only show them")
    .option("--az <which>", "system, or the path of an az")
    .option("--anybodys", "also what somebody else made, or nobody knows who")
    .option("-y, --yes", "without asking")
    .action((options) => end(async () => (await import("./commands/sweep.ts")).sweep(options, io)));

  withTutorial(add("matrix", "run the tutorial with many versions of az or the SDK, and say since when a step fails"))
    .requiredOption("--az <list>", "versions, paths or builtin, as in 2.60.0,2.61.0,2.91.0")
    .option("--sdk <list>", "versions of @azure/keyvault-secrets, or identity@…; each with each az")
    .option("--as-written", "the article as published")
    .option("--jobs <number>", "how many at once; as many as memory allows when left out", countOf)
    .option("--json", "as JSON")
    .action((options) => end(async () => (await import("./commands/matrix.ts")).runMatrix(options, io)));

  withTutorial(add("check [article...]", "hold an article against the tutorial, and find what is wrong with it"))
    .argument("[article...]", "paths, or - for standard input; the copy that the tutorial ships when left out")
    .option("--checkout <folder>", "the repository it stands in, where its includes and links are looked up")
    .option("--no-copy", "hold it against the steps alone, not against the copy: then nothing is called changed")
    .option("--json", "as JSON")
    .option("--sarif <file>", "write the findings as SARIF, too")
    .addOption(new Option("--github", "print annotations for GitHub, too").conflicts("json"))
    .action((articles: string[], options) =>
      end(async () => (await import("./commands/check.ts")).checkArticles(articles, options, io)),
    );

  withTutorial(
    add("prove", "do each step with each thing going wrong that can, and see whether its verification notices"),
  )
    .option("--set <input=value>", "set an input; each way of one that has a choice is proved otherwise", collect, {})
    .option("--step <id>", "prove that step alone", listed, [])
    .option("--at-least <percent>", "end with 1 where fewer of the mutants are killed", countOf)
    .option("--all", "show every mutant and what killed it, not only those that survived")
    .option("--json", "as JSON")
    .action((options) => end(async () => (await import("./commands/prove.ts")).proveTutorial(options, io)));

  add("import <article>", "draft a tutorial of an article, and say what a person has to decide")
    .argument("<article>", "its path, or - for standard input")
    .requiredOption("--into <folder>", "the tutorial's folder; nothing in it is overwritten")
    .option("--link <address>", "where the article is published")
    .action((article, options) =>
      end(async () => (await import("./commands/import.ts")).importIntoFolder(article, options, io)),
    );

  withTutorial(add("export <format>", "write the tutorial as a script for bash, or as an article"))
    .argument("<format>", "bash or markdown")
    .option("--out <file>", "write it there instead of to standard output")
    .action((format, options) =>
      end(async () => (await import("./commands/export.ts")).exportTutorial(format, options, io)),
    );

  add("simulate [command...]", "keep a simulated Azure running, for a shell of your own")
    .argument("[command...]", "a command to run inside, after --")
    .option("--port <number>", "listen there instead of on any free port", portOf)
    .option("--folder <path>", "keep its state there instead of forgetting it")
    .option("--az <which>", "system, builtin, or the path of an az")
    .option("--latency <times>", "let it take its time: realistic, or roleAssignment=30s,…")
    .action((command: string[], options) =>
      end(async () => {
        const { simulate } = await import("./commands/simulate.ts");
        return simulate(command, { ...options, latency: await latencyOf(options.latency) }, io);
      }),
    );

  add("az <version>", "install an official az of any version, and print its path")
    .argument("<version>", "such as 2.91.0")
    .option("--folder <path>", "where it is kept", ".surestep/az")
    .action((version, options) =>
      end(async () => (await import("./commands/az.ts")).printInstalledAz(version, options, io)),
    );

  add("completion <shell>", "print a script that completes surestep's commands in your shell")
    .argument("<shell>", "bash, zsh or fish")
    .action((shell) => end(async () => (await import("./commands/completion.ts")).printCompletion(shell, program, io)));

  // Set last: the commands made before it keep the whole help.
  program.configureHelp({ formatHelp: shortHelp });
  await program.parseAsync(args, { from: "user" });
  return exitCode;
}

/** How commander writes its help and its refusals. */
function outputOf({ stdout, stderr, env }: RedactedIo): OutputConfiguration {
  return {
    writeOut: (text) => stdout.write(text),
    writeErr: (text) => stderr.write(text),
    getOutHelpWidth: () => widthOf(stdout),
    getErrHelpWidth: () => widthOf(stderr),
    getOutHasColors: () => showsColours(stdout, env),
    getErrHasColors: () => showsColours(stderr, env),
  };
}

function widthOf({ isTTY, columns }: Output): number {
  return isTTY === true && columns !== undefined ? columns : 80;
}
