import type { VaultOperation } from "./allowed.ts";

/** Loads a module that has an operation of a name. */
export type Lazy<N extends string> = () => Promise<Readonly<Record<N, VaultOperation>>>;

/** An operation whose module is loaded with its first call. */
export function lazily<N extends string>(load: Lazy<N>, name: N): VaultOperation {
  return async (vault, call) => {
    const { [name]: operation } = await load();
    return operation(vault, call);
  };
}
