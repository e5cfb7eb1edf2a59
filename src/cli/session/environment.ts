import type { Environment } from "../io.ts";

/**
 * The environment that child processes inherit: the reader's own, without what npm adds when it runs a script. With it
 * an npm in the run's project folder would take this repository for its own.
 */
export function childEnvironment(own: Environment): Record<string, string> {
  const isOfAScript = /^(npm_(lifecycle_|package_|command$|execpath$|node_execpath$|config_local_prefix$)|INIT_CWD$)/;
  return Object.fromEntries(
    Object.entries(own).flatMap(([name, value]) =>
      value === undefined || isOfAScript.test(name) ? [] : [[name, value]],
    ),
  );
}

/** The same without the variables that would lead a simulated run's programs to the reader's own Azure. */
export function withoutOwnAzure(environment: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(AZURE|ARM)_/.test(name)));
}
