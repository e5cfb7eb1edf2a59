import type { Article, Link } from "../article.ts";
import type { Found, Rule } from "../finding.ts";

interface ProgrammingLanguage {
  name: string;
  fence: RegExp;
  title: RegExp;
  url: RegExp;
}

const languages: readonly ProgrammingLanguage[] = [
  {
    name: "JavaScript",
    fence: /^(?:javascript|typescript|js|ts|nodejs)$/,
    title: /node\.?js|javascript|typescript/i,
    url: /(?<![a-z])(?:node(?:js)?|javascript|typescript|js)(?![a-z])/i,
  },
  {
    name: ".NET",
    fence: /^(?:csharp|cs|fsharp)$/,
    title: /\.net|c#/i,
    url: /(?<![a-z])(?:dotnet|csharp|aspnet|net)(?![a-z.])/i,
  },
  { name: "Java", fence: /^java$/, title: /\bjava\b/i, url: /(?<![a-z])java(?![a-z])/i },
  { name: "Python", fence: /^(?:python|py)$/, title: /python/i, url: /(?<![a-z])(?:python|pypi)(?![a-z])/i },
  { name: "Go", fence: /^(?:go|golang)$/, title: /\bgo\b|golang/i, url: /(?<![a-z])(?:golang|go)(?![a-z.])/i },
];

// Links that claim to show this article's own subject; others may lead where they like.
const claims = /reference|source code|sample|example|complete|entire|full (?:code|app)|package|\bcode\b/i;

/** Links that say to lead to this article's code, library or reference, and lead to another language or product. */
export const linkSubject: Rule = {
  id: "link-subject",
  title: "A link leads to another language or product",
  find(article) {
    const own = ownLanguages(article);
    return article.links.flatMap((link) => [...otherLanguage(link, own), ...otherProduct(article, link)]);
  },
};

function ownLanguages({ title, fences, metadata }: Article): readonly ProgrammingLanguage[] {
  const named = `${title} ${metadata["ms.devlang"] ?? ""}`;
  return languages.filter((each) => each.title.test(named) || fences.some(({ language }) => each.fence.test(language)));
}

function otherLanguage({ url, file, firstLine: line }: Link, own: readonly ProgrammingLanguage[]): Found[] {
  if (own.length === 0) return [];
  const [path = ""] = /(?<=^https?:\/\/[^/]+)\/.*|^\/.*/.exec(url) ?? [];
  const others = languages.filter((each) => !own.includes(each) && each.url.test(path));
  if (others.length === 0 || own.some((each) => each.url.test(path))) return [];
  const evidence = `The article is about ${own.map(({ name }) => name).join(" and ")}, and the link leads to ${others[0]?.name}: ${url}`;
  return [
    { severity: "warning", file, line, evidence, remedy: "Link to the same thing in the article's own language." },
  ];
}

function otherProduct({ metadata }: Article, { url, text, sentence, file, firstLine: line }: Link): Found[] {
  const service = (metadata["ms.service"] ?? "").replace(/^azure-/, "").toLowerCase();
  if (service === "" || !/^https?:\/\/(?:github\.com|www\.(?:npmjs|nuget)\.(?:com|org)|pypi\.org)\//.test(url))
    return [];
  const isClaim = claims.test(text) || (text === url && claims.test(sentence));
  const condensed = url.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  if (!isClaim || service.split("-").every((word) => condensed.includes(word))) return [];
  const evidence = `The article is about ${service}, and its link to '${text}' leads elsewhere: ${url}`;
  return [{ severity: "warning", file, line, evidence, remedy: `Link to what is of ${service}.` }];
}
