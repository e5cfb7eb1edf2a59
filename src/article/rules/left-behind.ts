import type { Article } from "../article.ts";
import type { Found, Rule } from "../finding.ts";

/**
 * What a command makes that outlives the deletion of its resource group, and what removes it.
 * Sources: an application's credential is valid for a year unless `--years` says otherwise (az ad sp create-for-rbac
 * --help); a deleted vault stays recoverable for 90 days unless `--retention-days` says otherwise (az keyvault create
 * --help); App Configuration and Cognitive Services keep deleted ones too.
 */
const leaving: readonly { made: RegExp; removed: RegExp; what: string; remedy: string }[] = [
  {
    made: /^az ad (?:sp create|sp create-for-rbac|app create)\b/,
    removed: /\baz ad (?:app|sp) delete\b|\bRemove-AzAD(?:Application|ServicePrincipal)\b/,
    what: "the application and its service principal, whose secret stays valid for a year unless it says otherwise",
    remedy: "Have the reader delete it: az ad app delete --id <application-id>",
  },
  {
    made: /^az keyvault create\b/,
    removed: /\baz keyvault purge\b|\bRemove-AzKeyVault\b.*-InRemovedState\b/,
    what: "the deleted vault, which keeps its name and its secrets for 90 days unless it was made with another time",
    remedy: "Have the reader purge it: az keyvault purge --name <vault>",
  },
  {
    made: /^az (?:appconfig|cognitiveservices account) create\b/,
    removed: /\baz (?:appconfig|cognitiveservices account) purge\b/,
    what: "the deleted service, which keeps its name until it is purged",
    remedy: "Have the reader purge it.",
  },
  {
    made: /^az group create\b/,
    removed: /\baz group delete\b|\bRemove-AzResourceGroup\b|\bazd down\b/,
    what: "the resource group and all that is in it, which go on costing",
    remedy: "Have the reader delete it: az group delete --name <group>",
  },
];

/** What the article makes, and its clean-up does not remove. */
export const leftBehind: Rule = {
  id: "left-behind",
  title: "The article leaves something behind",
  find(article) {
    const commands = article.fences.flatMap(({ commands: each, file }) =>
      each.map((command) => ({ ...command, file })),
    );
    const all = [...commands.map(({ text }) => text), ...proseCommands(article)].join("\n");
    return leaving.flatMap(({ made, removed, what, remedy }): Found[] => {
      const making = commands.find(({ text }) => made.test(text));
      if (making === undefined || removed.test(all)) return [];
      const evidence = `'${making.text}' makes what no command of the article removes: ${what}.`;
      return [{ severity: "warning", file: making.file, line: making.firstLine, evidence, remedy }];
    });
  },
};

function proseCommands({ paragraphs }: Article): string[] {
  return paragraphs.flatMap(({ code }) => code.map(({ text }) => text));
}
