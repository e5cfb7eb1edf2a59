import type { Options, Values } from "./arguments.ts";
import type { Session } from "./session.ts";

/** One command of az. What it resolves to is printed as JSON; undefined prints nothing. */
export interface Command<O extends Options = Options> {
  readonly options: O;
  run(values: Values<O>, session: Session): Promise<unknown>;
}

/** A command whose options' types were forgotten: the parser fills in exactly what `options` say. */
export type AnyCommand = Command<never> | Command;

/** Declares a command; what `run` gets is typed by its options. */
export function defineCommand<const O extends Options>(command: Command<O>): Command<O> {
  return command;
}

/** Options that several commands share. */
export const shared = {
  resourceGroup: { names: ["--resource-group", "-g"] },
  location: { names: ["--location", "-l"] },
  noWait: { names: ["--no-wait"], kind: "flag" },
  yes: { names: ["--yes", "-y"], kind: "flag" },
  tags: { names: ["--tags"], kind: "list" },
  subscription: { names: ["--subscription"] },
} as const satisfies Options;
