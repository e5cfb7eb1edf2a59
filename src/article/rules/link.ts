import type { Article, Link } from "../article.ts";
import type { Found, Rule } from "../finding.ts";
import type { Checkout } from "../read/checkout.ts";

/** Links and includes that lead nowhere: to a heading that isn't there, or to a file that the checkout hasn't. */
export const link: Rule = {
  id: "link",
  title: "A link leads nowhere",
  find(article, { checkout }) {
    return [
      ...article.links.flatMap((each) => brokenAnchor(article, each)),
      ...(checkout === undefined ? [] : article.links.flatMap((each) => brokenPath(each, checkout))),
      ...(checkout === undefined ? [] : brokenInclusions(article)),
    ];
  },
};

function brokenAnchor({ sections, text }: Article, { url, file, firstLine: line }: Link): Found[] {
  if (!/^#./.test(url)) return [];
  const anchor = decodeURIComponent(url.slice(1)).toLowerCase();
  const isNamed = new RegExp(`(?:id|name)=["']${anchor.replaceAll(/[^\w-]/g, ".")}["']`, "i").test(text);
  if (isNamed || sections.some((section) => section.anchor === anchor)) return [];
  const evidence = `The link leads to ${url}, and no heading of the article makes that anchor.`;
  return [{ severity: "warning", file, line, evidence, remedy: "Link to a heading that is there." }];
}

/** Paths with a slash in front lead into the site, not into the checkout. */
function brokenPath({ url, file, firstLine: line }: Link, checkout: Checkout): Found[] {
  if (/^(?:[a-z][a-z+.-]*:|#|\/|$)/i.test(url)) return [];
  const path = decodeURIComponent(url.replace(/[?#].*$/, ""));
  const resolved = checkout.resolve(file, path);
  if (resolved !== undefined && checkout.has(resolved)) return [];
  const where = resolved === undefined ? "which is outside of the checkout" : "which is not in the checkout";
  const evidence = `The link leads to ${url}, ${where}.`;
  return [{ severity: "warning", file, line, evidence, remedy: "Link to a file that is there." }];
}

function brokenInclusions({ inclusions }: Article): Found[] {
  return inclusions.flatMap(({ target, problem, file, firstLine: line }): Found[] => {
    if (problem === undefined) return [];
    const evidence = `The article takes a part from ${target}: ${problem}.`;
    // Microsoft Learn knows further repositories by the first folder after ~/.
    if (target.startsWith("~/")) {
      const remedy = "Check it where the site is built: it may come from another repository.";
      return [{ severity: "note", file, line, evidence, remedy }];
    }
    return [{ severity: "error", file, line, evidence, remedy: "Name a file of the checkout." }];
  });
}
