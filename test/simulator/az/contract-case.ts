import type { State } from "../../../src/simulator/state.ts";

/** One line of the contract: what an az does with a command line, in a given state of Azure. */
export interface ContractCase {
  /** A sentence, with az as its subject. */
  name: string;
  /** Command lines that bring about the state. */
  given: readonly string[];
  when: string;
  exitCode: number;
  /** What its `ERROR:` begins with: the code in parentheses, or the sentence. */
  error?: string;
  /** The JSON it prints, with matchers where a value is random. Left out, it prints nothing. */
  output?: unknown;
  /** How the official az and the built-in one differ here, and why that is meant. */
  differs?: { stderr: string };
  /** False for a command line of somebody who has not signed in. */
  signedIn?: false;
}

/**
 * Splits a command line into arguments and fills in what only the state knows: `{subscription}`, `{tenant}`, `{user}`, and
 * of the first application `{appId}`, `{application}` and `{principal}` (object IDs) and `{password}`.
 */
export function argumentsOf(line: string, state: State): string[] {
  const [application] = state.applications;
  const [servicePrincipal] = state.servicePrincipals;
  const deleted = state.deletedItems.find(({ kind }) => kind === "application");
  const known: Record<string, string | undefined> = {
    subscription: state.subscription.id,
    tenant: state.tenant.id,
    user: state.user.id,
    appId: application?.appId,
    application: application?.id ?? deleted?.item.id,
    principal: servicePrincipal?.id,
    password: application?.passwordCredentials[0]?.secretText,
  };
  return [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, inQuotes]) =>
    (inQuotes ?? word).replace(
      /\{(\w+)\}/g,
      (_, name: string) => known[name] ?? fail(`Nothing is known as {${name}}.`),
    ),
  );
}

function fail(message: string): never {
  throw new Error(message);
}
