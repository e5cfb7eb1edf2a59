import { hasMadeUpId } from "./made-up-id.ts";
import type { Declaration } from "../tutorial/declaration.ts";
import type { Kind, Resource } from "../tutorial/resource.ts";
import type { Tutorial, TutorialStep } from "../tutorial/tutorial.ts";

/** Something that a step makes, and the commands that remove it: words in which values are still `${names}`. */
export interface Removal {
  step: TutorialStep;
  declaration: Declaration;
  /** The value that is its ID, where commands need it and a service makes it up: `applicationId`. */
  idName: string | undefined;
  /** What makes a live one deleted, or gone; empty where it goes with what it hangs on. */
  live: readonly (readonly string[])[];
  /** What makes a deleted one gone. */
  deleted: readonly (readonly string[])[];
}

/**
 * Tells how what a tutorial makes is removed, as its kinds know it: what hangs on something else that the tutorial makes
 * goes with that, as a vault with its group, and what is part of something, as a secret of its vault, leaves nothing
 * behind either.
 * @param kinds of the tutorial's platform, in the order in which they are removed
 * @returns in the order of the steps
 */
export function removalsOf(tutorial: Tutorial, kinds: readonly Kind<never>[]): Removal[] {
  const made = tutorial.steps.flatMap((step) =>
    step.makes.flatMap((declaration): Made[] => {
      const order = kinds.findIndex(({ name }) => name === declaration.kind);
      const kind = kinds[order];
      if (kind === undefined) return [];
      const address = kind.addressOf(declaration.named, declaration.properties);
      return [{ step, declaration, kind, order, address, idName: undefined }];
    }),
  );
  const names = new Map<string, number>();
  for (const each of made) {
    const { declaration } = each;
    if (!hasMadeUpId(declaration.kind)) continue;
    const name = declaration.as ?? `${camelCase(declaration.kind)}Id`;
    const count = (names.get(name) ?? 0) + 1;
    names.set(name, count);
    each.idName = count === 1 ? name : `${name}${count}`;
  }
  return made.map((each) => removalOf(each, made));
}

/** All commands of the removals, in the order in which a clean-up runs them: what is live first, what hangs on something before it. */
export function removalCommands(removals: readonly Removal[], kinds: readonly Kind<never>[]): (readonly string[])[] {
  const order = ({ declaration }: Removal): number => kinds.findIndex(({ name }) => name === declaration.kind);
  const sorted = removals.toReversed().toSorted((one, other) => order(one) - order(other));
  const commands = [...sorted.flatMap(({ live }) => live), ...sorted.flatMap(({ deleted }) => deleted)];
  // Two steps may declare one thing, each for its own condition.
  return [...new Map(commands.map((words) => [words.join(" "), words])).values()];
}

interface Made {
  step: TutorialStep;
  declaration: Declaration;
  kind: Kind<never>;
  /** Its kind's place among those that are removed. */
  order: number;
  address: string;
  idName: string | undefined;
}

function removalOf(own: Made, made: readonly Made[]): Removal {
  const { step, declaration, kind, order, address, idName } = own;
  const mentioned = wordsIn([declaration.named, declaration.properties]);
  // What hangs on something comes before it among the kinds.
  const holders = made.filter((each) => each.order > order && mentioned.has(each.declaration.named));
  const isPart = holders.some((each) => address.startsWith(`${each.address}/`));
  const isHeld = holders.length > 0;
  const stays = declaration.survives !== undefined;
  const commandsFrom = (state: Resource["state"]): string[][] => kind.removal(imagine(own, state));
  return {
    ...{ step, declaration, idName },
    live: stays || isHeld || declaration.state === "deleted" ? [] : commandsFrom("live"),
    deleted: stays || isPart || !kind.softDeletes ? [] : commandsFrom("deleted"),
  };
}

/** A resource as its kind would read it, whose values are all templates. A property that nothing declares is a value of its own name. */
function imagine({ declaration, kind, address, idName }: Made, state: Resource["state"]): Resource {
  const id = idName === undefined ? address : `\${${idName}}`;
  const properties = new Proxy<Record<string, string>>(
    {},
    {
      get: (_, name) => declaration.properties[String(name)] ?? `\${${String(name)}}`,
    },
  );
  return { kind: kind.name, address, identity: id, id, state, properties };
}

/** The words in whatever a declaration says: `vault ${vaultName}` → `vault`, `${vaultName}`. */
function wordsIn(value: unknown): Set<string> {
  if (typeof value === "string") return new Set(value.split(/[ /]/));
  const members: unknown[] = typeof value === "object" && value !== null ? Object.values(value) : [];
  return new Set(members.flatMap((each) => Array.from(wordsIn(each))));
}

function camelCase(kind: string): string {
  return kind.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
