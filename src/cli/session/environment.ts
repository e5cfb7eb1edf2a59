import type { Environment } from "../io.ts";

const inputPrefix = "SURESTEP_SET_";

/** What the environment sets of a tutorial's inputs, by their names. */
export function inputVariables(own: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(own).flatMap(([name, value]) =>
      value === undefined || !name.startsWith(inputPrefix) ? [] : [[name.slice(inputPrefix.length), value]],
    ),
  );
}

/**
 * The environment that child processes inherit: the reader's own, without what sets inputs, which may be secret and are
 * no child's business, and without what npm adds when it runs a script. With that an npm in the run's project folder would
 * take this repository for its own.
 */
export function childEnvironment(own: Environment): Record<string, string> {
  const isOurs =
    /^(SURESTEP_SET_|npm_(lifecycle_|package_|command$|execpath$|node_execpath$|config_local_prefix$)|INIT_CWD$)/;
  return Object.fromEntries(
    Object.entries(own).flatMap(([name, value]) => (value === undefined || isOurs.test(name) ? [] : [[name, value]])),
  );
}

/** The same without the variables that would lead a simulated run's programs to the reader's own Azure. */
export function withoutOwnAzure(environment: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(AZURE|ARM)_/.test(name)));
}
