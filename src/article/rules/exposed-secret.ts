import type { Article } from "../article.ts";
import type { Found, Rule } from "../finding.ts";

const secretVariable =
  /(?:^|\s)(?:export\s+|set\s+|\$env:)?(\w*(?:SECRET|PASSWORD|PASSWD|TOKEN|API_?KEY|ACCESS_?KEY|CONNECTION_?STRING)\w*)\s*=\s*(\S.*)/i;
const notTheSecretItself = /(?:NAME|ID|URL|URI|ENDPOINT|PATH|FILE|EXPIRES?)$/i;
const secretOption =
  /\s(--(?:\w+-)*(?:password|secret|client-secret|token|account-key|sas-token|connection-string))[ =]\s*(\S+)/;
const secretValue = /\baz keyvault secret set\b.*\s(--value)[ =]\s*(\S+)/;
// Made or looked up by a command, or asked for without an echo.
const isNotTyped = /^["']?(?:\$\(|`|\$\{?\w)/;
const worldReadable = /\/etc\/(?:environment|profile(?:\.d\/\S*)?|bash\.bashrc)/;
const secretWord = /(?:secret|password|token|api_?key|connection_?string)/i;

/** Secrets on a command line, in a shell's history, or in a file that everybody on the machine may read. */
export const exposedSecret: Rule = {
  id: "exposed-secret",
  title: "A secret gets where others can read it",
  find: (article) => [...onCommandLines(article), ...inWorldReadableFiles(article), ...inTheText(article)],
};

function onCommandLines({ fences }: Article): Found[] {
  return fences.flatMap(({ commands, file }) =>
    commands.flatMap(({ text, firstLine: line }): Found[] => {
      const [, variable = "", set = ""] = secretVariable.exec(text) ?? [];
      if (variable !== "" && !notTheSecretItself.test(variable) && !isNotTyped.test(set)) {
        return [
          {
            severity: "warning",
            file,
            line,
            evidence: `The reader types the value of ${variable} on a command line: it stays in the shell's history.`,
            remedy: `Read it without an echo and out of the history: read -rs ${variable} && export ${variable}`,
          },
        ];
      }
      const [, option, value = ""] = secretOption.exec(text) ?? secretValue.exec(text) ?? [];
      if (option === undefined || isNotTyped.test(value)) return [];
      return [
        {
          severity: "warning",
          file,
          line,
          evidence: `The secret is an argument, of ${option}: it stays in the shell's history and shows in the list of processes.`,
          remedy: "Hand it over by a variable that was read without an echo, a file of mode 0600, or standard input.",
        },
      ];
    }),
  );
}

function inWorldReadableFiles({ paragraphs, fences }: Article): Found[] {
  const hasSecrets =
    fences.some(({ commands }) => commands.some(({ text }) => secretVariable.test(text))) ||
    paragraphs.some(({ code }) => code.some(({ text }) => secretWord.test(text)));
  if (!hasSecrets) return [];
  const places = [
    ...paragraphs.map(({ source, file, firstLine }) => ({ text: source, file, firstLine })),
    ...fences.map(({ text, file, textLine }) => ({ text, file, firstLine: textLine })),
  ];
  return places.flatMap(({ text, file, firstLine }): Found[] => {
    const match = worldReadable.exec(text);
    if (match === null) return [];
    const line = firstLine + text.slice(0, match.index).split("\n").length - 1;
    return [
      {
        severity: "warning",
        file,
        line,
        evidence: `${match[0]} is suggested for variables of which one is a secret: everybody on the machine can read that file.`,
        remedy: "Suggest a file that only the reader can read (mode 0600), and to source it.",
      },
    ];
  });
}

/** What looks like a real secret in an example, and code that prints one. */
function inTheText({ fences }: Article): Found[] {
  return fences.flatMap(({ file, text, textLine, role }) =>
    text.split("\n").flatMap((line, index): Found[] => {
      const place = { severity: "note", file, line: textLine + index } as const;
      const [, name, value = ""] =
        /["'](\w*(?:secret|password|token|key))["']\s*:\s*["']([^"']{16,})["']/i.exec(line) ?? [];
      if (name !== undefined && !/[<{]|\b(?:my|your)|xxx|\*\*|0000|\/|\.pem$/i.test(value)) {
        const evidence = `The example shows a value of ${name} that looks real: scanners report it, and readers copy it.`;
        return [{ ...place, evidence, remedy: "Show a placeholder, such as <client-secret>." }];
      }
      const printed =
        role === "code" ? /\b(?:console\.\w+|print(?:ln|f)?|WriteLine)\s*\((.*)/i.exec(line)?.[1] : undefined;
      const outside = printed?.replaceAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, "") ?? "";
      const shown = /\b\w*(?:secret|password|token)(?:value|\.value)\b|\b(?:password|clientSecret|accessToken)\b/i.exec(
        outside,
      )?.[0];
      if (shown === undefined || wasEmptied(text.split("\n").slice(0, index), shown)) return [];
      const evidence = `The program prints ${shown}: the secret stays in the terminal and in whatever records it.`;
      return [{ ...place, evidence, remedy: "Print that it was found, or compare it, rather than show it." }];
    }),
  );
}

/** Whether the last line that sets a variable leaves nothing in it. */
function wasEmptied(before: readonly string[], variable: string): boolean {
  const setting = new RegExp(`(?<![\\w.])${variable.replaceAll(".", String.raw`\.`)}\\s*=(?!=)\\s*(.*)`);
  const last = before.findLast((line) => setting.test(line));
  return /^(?:""|''|``|null|undefined|None)\s*;?$/.test(setting.exec(last ?? "")?.[1] ?? "");
}
