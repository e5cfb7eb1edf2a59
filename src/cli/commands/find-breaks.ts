import { compareVersions } from "../../azure/known-az-versions.ts";
import { findFirstFailing } from "../../report/bisect.ts";
import { passes, type Row } from "../../report/matrix.ts";
import type { Tutorial } from "../../tutorial/tutorial.ts";
import type { Combination } from "./matrix-versions.ts";

/** A step that broke, and in which version of what. */
export interface Break {
  step: string;
  version: string;
  sentence: string;
}

export interface Trials {
  runOne(combination: Combination): Promise<Row>;
  /** The versions that exist, oldest first: of `az`, or of an npm package. */
  versionsOf(axis: string): Promise<string[]>;
}

/** Combinations that differ in the version of one thing only: `az`, or an npm package. */
interface Axis {
  name: string;
  rows: Map<string, Row>;
  at(version: string): Combination;
}

/**
 * Looks, for each step that passes in one version of az or of a package and fails in a later one, for the first that
 * fails, among all the versions that exist between them.
 */
export async function findBreaks(
  tutorial: Tutorial,
  combinations: readonly Combination[],
  rows: readonly Row[],
  trials: Trials,
): Promise<Break[]> {
  const found: Break[] = [];
  for (const axis of axesOf(combinations, rows)) {
    for (const { id } of tutorial.steps) {
      const version = await firstFailing(axis, id, trials);
      if (version !== undefined) found.push({ step: id, version, sentence: `${id} broke in ${axis.name} ${version}.` });
    }
  }
  return found;
}

async function firstFailing(axis: Axis, step: string, trials: Trials): Promise<string | undefined> {
  const doesPass = (version: string): boolean | undefined => {
    const cell = axis.rows.get(version)?.cells[step];
    // What Azure or the machine did that day tells nothing about a version.
    const isUntold = cell === undefined || cell.state === "not reached" || (cell.failure ?? "drift") !== "drift";
    return isUntold ? undefined : passes(cell);
  };
  const versions = [...axis.rows.keys()].toSorted(compareVersions);
  const failing = versions.find(
    (version, at) => doesPass(version) === false && versions.slice(0, at).some((each) => doesPass(each)),
  );
  if (failing === undefined) return undefined;
  const passing = versions.findLast((each) => compareVersions(each, failing) < 0 && doesPass(each)) ?? "";
  const between = (await trials.versionsOf(axis.name)).filter(
    (version) => compareVersions(version, passing) > 0 && compareVersions(version, failing) < 0,
  );
  return findFirstFailing([passing, ...between, failing], async (version) => {
    if (!axis.rows.has(version)) axis.rows.set(version, await trials.runOne(axis.at(version)));
    return doesPass(version);
  });
}

function axesOf(combinations: readonly Combination[], rows: readonly Row[]): Axis[] {
  const axes = new Map<string, Axis>();
  const add = (key: string, name: string, version: string, row: Row, at: Axis["at"]): void => {
    const axis = axes.get(key) ?? { name, rows: new Map<string, Row>(), at };
    axis.rows.set(version, row);
    axes.set(key, axis);
  };
  for (const [index, combination] of combinations.entries()) {
    const row = rows[index];
    if (row === undefined) continue;
    const { az, packages } = combination;
    const specs = packages.map(({ spec }) => spec).join(" ");
    if (isVersion(az)) {
      add(`az with ${specs}`, "az", az, row, (version) => ({ ...combination, az: version, title: `az ${version}` }));
    }
    for (const each of packages) {
      const [name = "", version = ""] = each.spec.split(/(?<!^)@/);
      if (!isVersion(version)) continue;
      add(`${name} with ${az}`, name, version, row, (other) => ({
        ...combination,
        title: `${name} ${other}`,
        packages: [...packages.filter((one) => one !== each), { input: each.input, spec: `${name}@${other}` }],
      }));
    }
  }
  return [...axes.values()];
}

function isVersion(text: string): boolean {
  return /^\d+\.\d+\.\d+$/.test(text);
}
