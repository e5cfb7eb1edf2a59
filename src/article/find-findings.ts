import type { Article } from "./article.ts";
import type { Finding } from "./finding.ts";
import type { Checkout } from "./read/checkout.ts";
import { rules } from "./rules/all-rules.ts";

/**
 * Looks for all that is wrong with an article's text.
 * @param checkout where the article's links and includes are looked up; without it, links to files are not judged
 * @returns the findings, by file and line
 */
export async function findFindings(article: Article, checkout?: Checkout): Promise<Finding[]> {
  const found = await Promise.all(
    rules.map(async ({ id, find }) => {
      const each = await find(article, { checkout });
      return each.map((finding): Finding => Object.assign({ rule: id }, finding));
    }),
  );
  return found.flat().toSorted((one, other) => one.file.localeCompare(other.file) || one.line - other.line);
}
