import type { ArticleFailure } from "../../runner/trial/article-failure.ts";
import type { Screen } from "./screen.ts";

/** Prints, in one block, where the article fails and why. */
export function showArticleFailure(screen: Screen, stepId: string, failure: ArticleFailure): void {
  const { heading, line, command, said, looksLike, since, instead } = failure;
  const rows: [string, string | undefined][] = [
    ["step", `${stepId}: "${heading}"${line === undefined ? "" : `, line ${line} of the article`}`],
    ["command", command],
    ["az said", said],
    ["found", looksLike],
    [
      since?.from === undefined ? "until" : "since",
      since && `az ${since.from ?? since.before}: ${since.breaks} (${since.source})`,
    ],
    ["instead", instead && `${instead} Without --as-written the tutorial does it right.`],
  ];
  screen.print();
  screen.print(screen.style(["bold", "red"], "  The article as published does not work"));
  for (const [name, text] of rows) {
    if (text === undefined || text === "") continue;
    screen.entry(name, text);
  }
  screen.print();
}
