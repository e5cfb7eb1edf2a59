import type { Declaration } from "../tutorial/declaration.ts";
import type { TutorialStep } from "../tutorial/tutorial.ts";

interface Lookup {
  /** The command that prints the ID, to its options for the output; undefined when nothing tells which one it is. */
  idOf(declaration: Declaration, step: TutorialStep): readonly string[] | undefined;
  /** A command that prints nothing, or `false`, while there is none of that name. */
  thereOf?(declaration: Declaration): readonly string[];
}

/** How the IDs that Azure makes up are asked for. What an application's are is told by the command that made it. */
const lookups: Readonly<Record<string, Lookup>> = {
  "resource-group": {
    idOf: ({ named }) => ["az", "group", "show", "-n", named],
    thereOf: ({ named }) => ["az", "group", "exists", "-n", named],
  },
  vault: { idOf: ({ named }) => ["az", "keyvault", "show", "-n", named] },
  application: {
    idOf: (_, step) => byClientId("app", step),
    // create-for-rbac takes an application of the same name for its own, and revokes its secrets.
    thereOf: ({ named }) => [...["az", "ad", "app", "list", "--display-name", named], ...printing("[].id")],
  },
  "service-principal": { idOf: (_, step) => byClientId("sp", step) },
};

/** Whether commands name such a thing by an ID that Azure makes up, which has to be asked for. */
export function hasMadeUpId(kind: string): boolean {
  return lookups[kind] !== undefined;
}

/** The command that prints the ID of what a step has made; undefined where nothing tells it from others. */
export function idCommand(declaration: Declaration, step: TutorialStep): readonly string[] | undefined {
  const words = lookups[declaration.kind]?.idOf(declaration, step);
  return words === undefined ? undefined : [...words, ...printing("id")];
}

/**
 * The command that tells whether there is something already that a step's command would take for what it makes, and a
 * clean-up would remove then. Its output is empty, or `false`, where there is nothing.
 */
export function thereCommand(declaration: Declaration): readonly string[] | undefined {
  return lookups[declaration.kind]?.thereOf?.(declaration);
}

function printing(query: string): string[] {
  return ["--query", query, "--output", "tsv"];
}

/** The command that made an application prints its `appId`, under whichever name: the step captures that. */
function byClientId(what: "app" | "sp", { run }: TutorialStep): readonly string[] | undefined {
  const captures = run.flatMap(({ capture }) => Object.entries(capture));
  const name = captures.find(([, { json }]) => json?.includes("appId"))?.[0];
  return name === undefined ? undefined : ["az", "ad", what, "show", "--id", `\${${name}}`];
}
