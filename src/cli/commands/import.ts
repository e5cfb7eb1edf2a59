import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { importArticle } from "../../article/import/import-article.ts";
import { exitCodes, isInterruption, SurestepError } from "../../errors.ts";
import type { RedactedIo } from "../redacted-io.ts";
import { readTutorial } from "../session/platforms.ts";
import { readNamedArticle } from "../session/read-articles.ts";
import { openScreen } from "../terminal/screen.ts";

/** The flags of `surestep import`. */
export interface ImportOptions {
  /** The folder that becomes the tutorial. */
  into: string;
  /** Where the article is published. */
  link?: string;
}

/**
 * Drafts a tutorial of an article into a folder, and says what a person has to decide. Nothing is overwritten: where a
 * file of the draft is there already, none is written.
 * @param name the article's path, or `-` for standard input
 * @returns the exit code: 2 when the draft is written, but cannot be loaded as it is
 * @throws SurestepError (exit code 2) when a file is there already
 */
export async function importIntoFolder(name: string, { into, link }: ImportOptions, io: RedactedIo): Promise<number> {
  const article = await readNamedArticle(io, name);
  const { files, decisions } = await importArticle(article, link ?? name);
  writeAll(resolve(io.cwd, into), into, files);
  const screen = openScreen(io);
  screen.print(`Drafted ${files.size} files in ${into}. What a person has to decide:`);
  screen.print();
  for (const decision of decisions) screen.item("-", decision);
  if (link === undefined) screen.item("-", "tutorial.yaml: where the article is published (article.link).");
  screen.print();
  const file = join(into, "tutorial.yaml");
  try {
    await readTutorial(io, file);
  } catch (error) {
    if (!(error instanceof SurestepError) || isInterruption(error)) throw error;
    screen.print(`The draft cannot be loaded as it is. ${error.message}`);
    return exitCodes.badInput;
  }
  screen.print("How much of the article it covers:");
  screen.print(`  surestep check --tutorial ${file}`);
  return exitCodes.ok;
}

function writeAll(folder: string, into: string, files: ReadonlyMap<string, string>): void {
  const there = [...files.keys()].find((path) => existsSync(join(folder, path)));
  if (there !== undefined) {
    throw new SurestepError(`${join(into, there)} is there already, so nothing was written.`, {
      hint: "Name another folder with --into, or remove that one.",
      exitCode: exitCodes.badInput,
    });
  }
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    // What came into being since is not overwritten either.
    writeFileSync(file, text, { flag: "wx" });
  }
}
