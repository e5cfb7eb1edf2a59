import type { Tutorial } from "./tutorial.ts";

/**
 * Turns the article's `<placeholders>` into `${names}`. Pasted as they stand, a shell takes them for redirections.
 * @param missing makes the error for a placeholder that is not known
 */
export function fillPlaceholders(
  line: string,
  placeholders: Readonly<Record<string, string>>,
  missing: (name: string) => Error,
): string {
  return line.replaceAll(/<([\w-]+)>/g, (_, name: string) => {
    const value = Object.hasOwn(placeholders, name) ? placeholders[name] : undefined;
    if (value === undefined) throw missing(name);
    return value;
  });
}

/**
 * The article on trial: the same tutorial with the commands, the code and the names that the article as published gives
 * its reader. Where the article gives nothing to type, the tutorial's own commands stay.
 */
export function asWritten(tutorial: Tutorial): Tutorial {
  const inputs = Object.entries(tutorial.inputs).map(([name, input]) => [
    name,
    { ...input, default: input.asWritten ?? input.default },
  ]);
  return {
    ...tutorial,
    inputs: Object.fromEntries(inputs),
    steps: tutorial.steps.map((step) => {
      const { programAsWritten, ...implementation } = step.implementation;
      return {
        ...step,
        run: step.asWritten.length > 0 ? step.asWritten : step.run,
        implementation:
          programAsWritten === undefined ? implementation : { ...implementation, program: programAsWritten },
      };
    }),
  };
}
