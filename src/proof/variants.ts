import type { Tutorial } from "../tutorial/tutorial.ts";

/** What the author sets, by input. */
export type Setting = Readonly<Record<string, string>>;

/** Every combination of the choices that a tutorial's inputs leave, with what is set already in each. */
export function variantsOf({ inputs }: Pick<Tutorial, "inputs">, set: Setting): Setting[] {
  const open = Object.entries(inputs).filter(([name, { oneOf }]) => oneOf !== undefined && !(name in set));
  return open.reduce<Setting[]>(
    (variants, [name, { oneOf = [] }]) =>
      variants.flatMap((variant) => oneOf.map((choice) => ({ ...variant, [name]: choice }))),
    [set],
  );
}
