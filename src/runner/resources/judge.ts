import type { Declared } from "../../tutorial/declaration.ts";
import { isNamed, wordsFor, type Kind, type Resource } from "../../tutorial/resource.ts";
import { check, checkThat, type Check } from "../../tutorial/step.ts";
import { changerOf, hangsOnOwned, makerOf, removerOf, type Doer, type Witness } from "./attribution.ts";
import { describeDifference, originOf, spaced } from "./describe-difference.ts";
import type { Changed, Difference } from "./difference.ts";
import { parentsOf, type Inventory } from "./inventory.ts";

/** A difference held against what was declared. */
export interface Judgement {
  /** A check for each declaration, and one that fails for each difference that the run made without being asked for it. */
  checks: Check[];
  /** What the run owns from now on: what was declared and came into being, and what hangs on that or bears its mark. */
  owns: Resource[];
  /** What the signed-in identity made meanwhile, be it by a command of the step or in another window: not to be removed. */
  unclear: Resource[];
  /** What the run did, be it asked for or not. */
  own: Difference;
  /** What others did meanwhile, or nobody knows who: it is told, not failed. */
  others: Difference;
  /** The values that the declarations give by `as`: IDs, by name. */
  values: Record<string, string>;
}

/** What a difference is judged by. */
export interface Evidence extends Witness {
  kinds: readonly Kind[];
  before: Inventory;
  after: Inventory;
  /** What there was when the step was begun again, after a process that was stopped in the middle of it. */
  again?: Inventory | undefined;
  /** What is declared by steps that run at the same time: their doing is asked for, and theirs. */
  beside?: readonly Declared[];
}

/**
 * Holds a difference against what a step declares: nothing less, each property as asked, nothing more, nothing beside it.
 * What a removed resource took with it was asked for with its removal.
 */
export function judgeDifference(difference: Difference, declared: readonly Declared[], evidence: Evidence): Judgement {
  const all = [...evidence.before.resources, ...evidence.after.resources];
  const verdicts = declared.map((each) => judgeOne(each, difference, evidence, all));
  const beside = (evidence.beside ?? []).flatMap(onItsWay).map((each) => judgeOne(each, difference, evidence, all));
  const everything = [...verdicts, ...beside];
  const matched = new Set(everything.flatMap(({ resource }) => (resource === undefined ? [] : [resource.identity])));
  const removed = new Set(
    everything.flatMap(({ declared: { verb }, resource }) =>
      verb === "removes" && resource ? [resource.identity] : [],
    ),
  );
  const isAsked = (resource: Resource): boolean =>
    matched.has(resource.identity) || parentsOf(all, resource).some((parent) => removed.has(parent));

  // What hangs on what the step has just made is the step's, too.
  const owned = [...evidence.owned, ...everything.flatMap(({ made }) => made)];
  const witness = { ...evidence, owned };
  const made = difference.made.filter((each) => !isAsked(each));
  const changed = difference.changed.filter(({ before, after }) => !isAsked(before) && !isAsked(after));
  const gone = difference.gone.filter((each) => !isAsked(each));
  const [madeHere, madeElsewhere] = split(made, (each) => makerOf(each, all, witness));
  const [changedHere, changedElsewhere] = split(changed, (each) => changerOf(each, all, witness));
  const [goneHere, goneElsewhere] = split(gone, (each) => removerOf(each, all, witness));
  const isOurs = (each: Resource): boolean =>
    witness.isAlone || each.runId === witness.runId || hangsOnOwned(each, all, witness);
  const notAskedFor = { made: madeHere, changed: changedHere, gone: goneHere, unseen: [] };
  return {
    checks: [
      ...verdicts.flatMap(({ checks }) => checks),
      ...describeDifference(evidence.kinds, notAskedFor).map((line) =>
        checkThat(`not asked for: ${line}`, false, { expected: "no such difference", actual: line }),
      ),
    ],
    owns: [...verdicts.flatMap((each) => each.made), ...madeHere.filter(isOurs)],
    unclear: madeHere.filter((each) => !isOurs(each)),
    own: ownDifference(difference, [...madeElsewhere, ...goneElsewhere], changedElsewhere, beside),
    others: { made: madeElsewhere, changed: changedElsewhere, gone: goneElsewhere, unseen: difference.unseen },
    values: Object.fromEntries(
      verdicts.flatMap(({ declared: { as }, resource }) =>
        as === undefined || resource === undefined ? [] : [[as, resource.id ?? resource.identity]],
      ),
    ),
  };
}

/** What a step that has not ended may have made so far: what it leaves deleted has been live before. */
function onItsWay(declared: Declared): Declared[] {
  return declared.state === "deleted" ? [declared, { ...declared, state: "live" }] : [declared];
}

/** What of a difference is neither others' nor that of a step beside. */
function ownDifference(
  { made, changed, gone }: Difference,
  elsewhere: readonly Resource[],
  changedElsewhere: readonly Changed[],
  beside: readonly Verdict[],
): Difference {
  const isOwn = (each: Resource): boolean =>
    !elsewhere.includes(each) && !beside.some(({ resource }) => resource?.identity === each.identity);
  return {
    made: made.filter(isOwn),
    changed: changed.filter((each) => !changedElsewhere.includes(each) && isOwn(each.after)),
    gone: gone.filter(isOwn),
    unseen: [],
  };
}

interface Verdict {
  declared: Declared;
  checks: Check[];
  /** The resource that was declared, as it was found. */
  resource: Resource | undefined;
  /** The same, where it has just come into being. */
  made: Resource[];
}

function judgeOne(declared: Declared, difference: Difference, evidence: Evidence, all: readonly Resource[]): Verdict {
  if (declared.verb === "removes") return judgeRemoval(declared, evidence);
  const { made, changed } = difference;
  const isNew = (each: Resource): boolean => made.includes(each) || changed.some(({ after }) => after === each);
  const isOwned = ({ identity }: Resource): boolean => evidence.owned.some((each) => each.identity === identity);
  const named = evidence.after.resources.filter((each) => isDeclared(declared, each));
  // Several may have the name; the run's own is the one that somebody else is not known to have made.
  const candidates = named.filter(
    (each) =>
      declared.verb === "changes" || isOwned(each) || (isNew(each) && makerOf(each, all, evidence) !== "somebody else"),
  );
  const resource =
    candidates.find(isOwned) ?? candidates.find((each) => each.runId === evidence.runId) ?? candidates[0];
  const title = `${declared.kind.replaceAll("-", " ")} ${declared.address}`;
  if (resource === undefined) {
    const expected = declared.state === "live" ? "there" : declared.state;
    const missing = checkThat(title, false, { expected, actual: whyMissing(declared, named[0], evidence) });
    return { declared, checks: [missing], resource, made: [] };
  }
  const isMade = made.includes(resource);
  // What is usual of a new one may have changed with reason since: a secret that was set again has two versions.
  const wasThere = evidence.again?.resources.some(({ identity }) => identity === resource.identity) === true;
  const checks = [
    propertiesCheck(
      title,
      isMade && !wasThere ? { ...declared.usual, ...declared.expected } : declared.expected,
      resource,
    ),
  ];
  const change = changed.find(({ after }) => after === resource);
  if (declared.verb === "changes" && change !== undefined) checks.push(...otherwiseChanged(title, declared, change));
  return { declared, checks, resource, made: isMade ? [resource] : [] };
}

function judgeRemoval(declared: Declared, { before, after, owned }: Evidence): Verdict {
  const title = `${declared.kind.replaceAll("-", " ")} ${declared.address} is ${declared.state}`;
  const isIt = ({ kind, address }: Resource): boolean => kind === declared.kind && isNamed(address, declared.address);
  const isLive = (each: Resource): boolean => isIt(each) && each.state === "live";
  // A step that is repeated finds removed what it removed.
  const there = before.resources.find(isLive) ?? before.resources.find(isIt) ?? owned.find(isIt);
  const now = after.resources.find(isLive) ?? after.resources.find(isIt);
  const actual = there === undefined ? "it was not there" : (now?.state ?? "gone");
  return {
    declared,
    checks: [checkThat(title, actual === declared.state, { expected: declared.state, actual })],
    resource: there,
    made: [],
  };
}

function isDeclared({ kind, address, state }: Declared, resource: Resource): boolean {
  return resource.kind === kind && resource.state === state && isNamed(resource.address, address);
}

function whyMissing({ kind, address }: Declared, other: Resource | undefined, { before, after }: Evidence): string {
  if (other !== undefined) {
    const wasThere = before.resources.some(({ identity }) => identity === other.identity);
    return `${wasThere ? "one that was there before" : "somebody else's"}${originOf(other)}`;
  }
  const unread = after.unread.find((each) => each.kind === kind);
  if (unread !== undefined) return `unknown: to see ${unread.what} takes ${unread.needs}`;
  const state = after.resources.find((each) => each.kind === kind && isNamed(each.address, address))?.state;
  return state ?? "not there";
}

function propertiesCheck(title: string, expected: Declared["expected"], { properties, state }: Resource): Check {
  // A deleted one tells less of itself.
  const all = Object.entries(expected).filter(([name]) => state === "live" || properties[name] !== undefined);
  const wrong = all.filter(([name, expectation]) => !expectation.holds(properties[name] ?? null));
  if (wrong.length === 0) return check(title, "as asked for", "as asked for");
  return checkThat(title, false, {
    expected: wrong.map(([name, { words }]) => `${spaced(name)}: ${words}`).join(", "),
    actual: wrong.map(([name]) => `${spaced(name)}: ${wordsFor(properties[name])}`).join(", "),
  });
}

/** What else of a changed resource is not as it was. */
function otherwiseChanged(title: string, { expected }: Declared, { properties }: Changed): Check[] {
  return properties
    .filter(({ name }) => expected[name] === undefined)
    .map(({ name, from, to }) =>
      checkThat(`not asked for: ${spaced(name)} of ${title}`, false, {
        expected: wordsFor(from),
        actual: wordsFor(to),
      }),
    );
}

/** What this run did, and what it did not. */
function split<T>(items: readonly T[], doerOf: (item: T) => Doer): [here: T[], elsewhere: T[]] {
  const here = items.filter((each) => doerOf(each) === "this run");
  return [here, items.filter((each) => !here.includes(each))];
}
