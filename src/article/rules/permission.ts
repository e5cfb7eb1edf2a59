import { wordsOf } from "../compare/same-command.ts";
import type { Article } from "../article.ts";
import type { Found, Rule } from "../finding.ts";

/** What a vault can grant for each kind of object, from `az keyvault set-policy --help`. */
const permissions: Readonly<Record<"secret" | "key" | "certificate", readonly string[]>> = {
  secret: ["all", "backup", "delete", "get", "list", "purge", "recover", "restore", "set"],
  key: "all backup create decrypt delete encrypt get getrotationpolicy import list purge recover release restore rotate setrotationpolicy sign unwrapkey update verify wrapkey".split(
    " ",
  ),
  certificate:
    "all backup create delete deleteissuers get getissuers import list listissuers managecontacts manageissuers purge recover restore setissuers update".split(
      " ",
    ),
};
const everyPermission = new Set(Object.values(permissions).flat());
type Kind = keyof typeof permissions;
const kinds = ["secret", "key", "certificate"] as const satisfies Kind[];

/** The prose of a section promises other permissions than the command there grants. */
export const permission: Rule = {
  id: "permission",
  title: "The prose promises other permissions than the command grants",
  find(article) {
    return article.fences.flatMap(({ commands, file, section }) =>
      commands.flatMap(({ text, firstLine }): Found[] => {
        const granted = grantedBy(text);
        const promise = granted.size === 0 ? undefined : promiseOf(article, section.heading);
        if (promise === undefined) return [];
        return [...granted].flatMap(([kind, names]) => compare({ kind, names, promise, file, line: firstLine }));
      }),
    );
  },
};

/** What a command grants, by kind: `--secret-permissions get list`. */
export function grantedBy(text: string): Map<Kind, string[]> {
  const words = wordsOf(text.replaceAll(/<[^>]*>/g, "x")) ?? [];
  const granted = new Map<Kind, string[]>();
  for (const kind of kinds) {
    const start = words.indexOf(`--${kind}-permissions`);
    if (start === -1) continue;
    const rest = words.slice(start + 1);
    const end = rest.findIndex((word) => word.startsWith("-"));
    granted.set(
      kind,
      rest.slice(0, end === -1 ? rest.length : end).map((word) => word.toLowerCase()),
    );
  }
  return granted;
}

interface Promised {
  names: readonly string[];
  kinds: readonly Kind[];
  sentence: string;
}

/** The sentence of a section that names the most permissions; undefined when none does. */
function promiseOf({ paragraphs }: Article, heading: string): Promised | undefined {
  const sentences = paragraphs
    .filter(({ section }) => section.heading === heading)
    .flatMap(({ text }) => text.split(/(?<=[.!?])\s+/))
    .filter((sentence) => /permission/i.test(sentence));
  const promises = sentences.map((sentence) => ({
    sentence,
    names: [...new Set(sentence.toLowerCase().match(/(?<![\w-])[a-z]+(?![\w-])/g))].filter((word) =>
      everyPermission.has(word),
    ),
    kinds: kinds.filter((kind) => new RegExp(`\\b${kind}s?\\b`, "i").test(sentence)),
  }));
  return promises.filter(({ names }) => names.length > 1).toSorted((a, b) => b.names.length - a.names.length)[0];
}

function compare({
  kind,
  names,
  promise,
  file,
  line,
}: {
  kind: Kind;
  names: readonly string[];
  promise: Promised;
  file: string;
  line: number;
}): Found[] {
  const isPromised = promise.kinds.length === 0 || promise.kinds.includes(kind);
  const promised = isPromised ? promise.names : [];
  const more = names.filter((name) => !promised.includes(name));
  const less = promised.filter((name) => !names.includes(name) && !names.includes("all"));
  const impossible = less.filter((name) => !permissions[kind].includes(name));
  const said = `The text says '${promise.sentence}'`;
  const found: Found[] = [];
  if (more.length > 0) {
    found.push({
      severity: "warning",
      file,
      line,
      evidence: `${said}; the command grants ${more.join(", ")} for ${kind}s, too.`,
      remedy: "Grant what the text says, or say what is granted and what for.",
    });
  }
  if (less.length > 0) {
    const why = impossible.length > 0 ? ` (${kind}s have no permission ${impossible.join(", ")})` : "";
    found.push({
      severity: "warning",
      file,
      line,
      evidence: `${said}; the command does not grant ${less.join(", ")} for ${kind}s${why}.`,
      remedy: "Say what the command grants.",
    });
  }
  return found;
}
