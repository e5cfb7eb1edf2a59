import { wordsOf } from "../compare/same-command.ts";
import type { Article, ArticleCommand, Fence } from "../article.ts";
import { condense } from "../rules/names-in-prose.ts";
import { isSameThing } from "../rules/placeholder-form.ts";
import type { DraftCapture, DraftInput } from "./draft.ts";

/** The values of a draft: what stands for each placeholder and each fixed name of the article. */
export interface DraftValues {
  inputs: Record<string, DraftInput>;
  /** For the tutorial's `article.placeholders`. */
  placeholders: Record<string, string>;
  /** What each command prints and a later placeholder stands for. */
  captures: ReadonlyMap<ArticleCommand, Record<string, DraftCapture>>;
  decisions: readonly string[];
}

// What create-for-rbac prints with --sdk-auth, and what it calls that without.
const alsoCalled: Readonly<Record<string, readonly string[]>> = {
  clientId: ["appId"],
  clientSecret: ["password"],
  tenantId: ["tenant"],
  appId: ["clientId"],
  password: ["clientSecret"],
  tenant: ["tenantId"],
};

// Commands that make something whose name the article may have fixed, and what the input for it is called.
const fixedNames: readonly { command: RegExp; options: readonly string[]; input: string; about: string }[] = [
  {
    command: /^az group create /,
    options: ["--name", "-n", "-g"],
    input: "resourceGroup",
    about: "name of the resource group",
  },
  {
    command: /^az ad sp create-for-rbac /,
    options: ["--name", "-n"],
    input: "applicationName",
    about: "name of the application",
  },
  { command: /^az keyvault create /, options: ["--name", "-n"], input: "vaultName", about: "name of the key vault" },
];

/** Finds the values of an article: inputs for what the reader chooses, captures for what a command prints. */
export function findValues(article: Article): DraftValues {
  const inputs: Record<string, DraftInput> = {};
  const placeholders: Record<string, string> = {};
  const captures = new Map<ArticleCommand, Record<string, DraftCapture>>();
  const decisions: string[] = [];
  const printed = findPrinted(article.fences);
  const named: { name: string; value: string }[] = [];
  for (const { name, line } of article.fences.flatMap((fence) => fence.placeholders)) {
    if (placeholders[name] !== undefined) continue;
    const same = named.find((each) => isSameThing(each, { name }));
    const output = printed.find(({ key }) => isNameOf(key, name));
    if (output !== undefined) {
      const secret = /secret|password|token/i.test(output.key) ? { secret: true } : {};
      captures.set(output.command, {
        ...captures.get(output.command),
        [output.key]: { json: [output.key, ...(alsoCalled[output.key] ?? [])], ...secret },
      });
      placeholders[name] = `\${${output.key}}`;
    } else if (same === undefined) {
      const input = inputNameOf(name);
      inputs[input] = { about: `what the article calls <${name}>`, default: "surestep-${runId}" };
      placeholders[name] = `\${${input}}`;
      decisions.push(
        `Line ${line}: what <${name}> is, a rule for it, and whether surestep-\${runId} can be its default.`,
      );
    } else {
      placeholders[name] = same.value;
      decisions.push(`Line ${line}: whether <${name}> is what <${same.name}> is, as its name says.`);
    }
    named.push({ name, value: placeholders[name] });
  }
  for (const { text, firstLine } of article.fences.flatMap((fence) => fence.commands)) {
    const fixed = fixedName(text);
    if (fixed === undefined || inputs[fixed.input] !== undefined) continue;
    inputs[fixed.input] = { about: fixed.about, default: "surestep-${runId}", "as-written": fixed.name };
    decisions.push(`Line ${firstLine}: the article fixes the name '${fixed.name}'; the draft lets the reader choose.`);
  }
  return { inputs, placeholders, captures, decisions };
}

/** The properties of JSON that a fence shows, with the command before it, which prints them. */
function findPrinted(fences: readonly Fence[]): { key: string; command: ArticleCommand }[] {
  return fences.flatMap((fence, index) => {
    const command = fences[index - 1]?.commands.at(-1);
    if (fence.role !== "output" || command === undefined) return [];
    const value: unknown = parse(fence.text);
    return typeof value === "object" && value !== null ? Object.keys(value).map((key) => ({ key, command })) : [];
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // An output that is abridged or no JSON: its properties are not known.
    return undefined;
  }
}

/** Whether a property is what a placeholder asks for: `clientId` for `<your-clientID>` and `<clientId-of-your-app>`. */
function isNameOf(key: string, placeholder: string): boolean {
  return condense(key) === condense(placeholder.replace(/[- ]of[- ].*$/, ""));
}

function fixedName(text: string): { input: string; about: string; name: string } | undefined {
  const words = wordsOf(text.replaceAll(/<[^>]*>/g, "${placeholder}")) ?? [];
  const known = fixedNames.find(({ command }) => command.test(`${words.join(" ")} `));
  const at = words.findIndex((word) => known?.options.includes(word));
  const name = at === -1 ? undefined : words[at + 1];
  return known === undefined || name === undefined || name.includes("$") ? undefined : { ...known, name };
}

/** `your-unique-keyvault-name` → `keyvaultName`. */
export function inputNameOf(placeholder: string): string {
  const words = placeholder
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "" && !/^(?:your|my|the|unique|a|an)$/i.test(word))
    .map((word) => (word === word.toUpperCase() ? word.toLowerCase() : word));
  const [first = "value", ...rest] = words;
  const name =
    first.charAt(0).toLowerCase() +
    first.slice(1) +
    rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^[a-z]/i.test(name) ? name : `value${name}`;
}
