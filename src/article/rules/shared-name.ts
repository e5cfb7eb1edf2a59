import { wordsOf } from "../compare/same-command.ts";
import type { Rule } from "../finding.ts";

/**
 * Commands of az that make something whose name others see too, and what happens to the second reader who takes it.
 * Sources: az's own messages for a vault and a storage account whose name is taken; `create-for-rbac` "Found an existing
 * application instance … We will patch it", and removes its credentials.
 */
const shared: readonly {
  /** A regular expression. */ command: string;
  options: readonly string[];
  where: string;
  second: string;
}[] = [
  {
    command: "az group create",
    options: ["--name", "-n", "--resource-group", "-g"],
    where: "the subscription",
    second: "shares the first one's group, and the clean-up of either deletes what both have made",
  },
  {
    command: "az ad sp create-for-rbac",
    options: ["--name", "-n"],
    where: "the tenant",
    second: "takes over the first one's application, whose secret stops working",
  },
  {
    command: "az ad app create",
    options: ["--display-name"],
    where: "the tenant",
    second: "changes the first one's application",
  },
  {
    command: "az (?:keyvault|storage account|webapp|functionapp|acr|cosmosdb|redis|sql server) create",
    options: ["--name", "-n"],
    where: "all of Azure",
    second: "is told that the name is taken",
  },
];

/** Names that the article fixes, for things whose names every reader of the same subscription or tenant shares. */
export const sharedName: Rule = {
  id: "shared-name",
  title: "Everybody who follows the article takes the same name",
  find({ fences }) {
    const told = new Set<string>();
    return fences.flatMap(({ commands, file }) =>
      commands.flatMap(({ text, firstLine: line }) => {
        const words = wordsOf(text.replaceAll(/<[^>]*>/g, "${placeholder}")) ?? [];
        const known = shared.find(({ command }) => new RegExp(`^${command} `).test(words.join(" ")));
        const name = words[words.findIndex((word) => known?.options.includes(word)) + 1] ?? "";
        if (known === undefined || !isFixed(name) || told.has(`${known.command} ${name}`)) return [];
        told.add(`${known.command} ${name}`);
        return [
          {
            severity: known.where === "all of Azure" ? "error" : "warning",
            file,
            line,
            evidence: `'${name}' is one name for all readers, and names are shared in ${known.where}: the second reader ${known.second}.`,
            remedy: "Have each reader choose a name, or make one up with something random in it.",
          } as const,
        ];
      }),
    );
  },
};

/** Neither a variable nor a placeholder is in it. */
function isFixed(name: string): boolean {
  return name !== "" && !name.startsWith("az") && !/[$<{]|YOUR[_-]/.test(name);
}
