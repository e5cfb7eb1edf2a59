import { dirname, join, relative, resolve } from "node:path";
import type { Article } from "../../article/article.ts";
import { compareArticle } from "../../article/compare/compare-article.ts";
import { findingsOfComparison } from "../../article/compare/comparison-findings.ts";
import { findFindings } from "../../article/find-findings.ts";
import { formatAnnotations } from "../../article/format/annotations.ts";
import { formatJson, type CheckedArticle } from "../../article/format/json.ts";
import { formatSarif } from "../../article/format/sarif.ts";
import { formatComparison, formatFindings } from "../../article/format/text.ts";
import { exitCodes, SurestepError } from "../../errors.ts";
import { plainJson, plainText } from "../../plain-text.ts";
import type { Tutorial } from "../../tutorial/tutorial.ts";
import type { Io } from "../io.ts";
import { platforms, readTutorial } from "../session/platforms.ts";
import { openNamedCheckout, readNamedArticle, type OpenCheckout } from "../session/read-articles.ts";
import { writeNamedFile } from "../session/write-file.ts";

/** The flags of `surestep check`. */
export interface CheckOptions {
  tutorial: string;
  /** The folder of the repository that the articles stand in. */
  checkout?: string;
  /** Whether the article is held against the copy that the tutorial ships, too; otherwise against its steps alone. */
  copy: boolean;
  json?: boolean;
  /** A file for the findings as SARIF. */
  sarif?: string;
  /** Print GitHub's annotations, too. */
  github?: boolean;
}

/**
 * Holds articles against the tutorial, and looks for what is wrong with their text. No Azure is asked.
 * @param names paths, or `-` for standard input; without any, the copy that the tutorial ships is read
 * @returns the exit code: 1 when something changed, is gone, or is not covered, or a heading is missing
 */
export async function checkArticles(names: readonly string[], options: CheckOptions, io: Io): Promise<number> {
  const tutorial = await readTutorial(io, options.tutorial);
  const copy = copyOf(io, options, tutorial);
  if (copy === undefined && names.length === 0) throw noCopy(options.tutorial);
  const within = options.checkout === undefined ? undefined : await openNamedCheckout(io, options.checkout);
  const seen = copy === undefined || !options.copy ? undefined : await readNamedArticle(io, copy);
  const articles: Article[] = [];
  // One after the other: standard input can be read once.
  for (const name of names.length === 0 ? [copy ?? ""] : names) {
    articles.push(await readNamedArticle(io, name, within));
  }
  const checked = await Promise.all(articles.map((article) => check(article, seen, { tutorial, within })));
  const all = checked.flatMap(({ comparison, findings }) => [...findingsOfComparison(comparison), ...findings]);
  if (options.sarif !== undefined) writeNamedFile(io, options.sarif, formatSarif(all));
  if (options.json === true) io.stdout.write(plainJson(formatJson(checked)));
  else
    for (const each of checked)
      io.stdout.write(plainText(`${formatComparison(each.comparison)}\n${formatFindings(each.findings)}`));
  if (options.github === true) io.stdout.write(plainText(formatAnnotations(all)));
  return checked.every(({ comparison }) => comparison.ok) ? exitCodes.ok : exitCodes.drift;
}

/** The path of the article as the tutorial's author has seen it, from the folder in which the command was called. */
function copyOf({ cwd }: Io, options: CheckOptions, { article }: Tutorial): string | undefined {
  if (article.seen === undefined) return undefined;
  return relative(cwd, join(dirname(resolve(cwd, options.tutorial)), article.seen));
}

/** An article whose copy nobody kept is held against the tutorial alone: then nothing of it is called changed. */
async function check(
  article: Article,
  seen: Article | undefined,
  { tutorial, within }: { tutorial: Tutorial; within: OpenCheckout | undefined },
): Promise<CheckedArticle> {
  const [comparison, findings] = await Promise.all([
    compareArticle(article, seen ?? article, tutorial, platforms[tutorial.platform].kinds),
    findFindings(article, within?.checkout),
  ]);
  return { comparison, findings };
}

function noCopy(tutorial: string): SurestepError {
  return new SurestepError(`${tutorial} ships no copy of its article.`, {
    hint: "Name an article, or say in article.seen of the tutorial where the copy is.",
    exitCode: exitCodes.badInput,
  });
}
