import { z } from "zod";

type CamelCase<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Text;

type WithCamelKeys<Value> = { [Key in keyof Value as Key extends string ? CamelCase<Key> : Key]: Value[Key] };

/**
 * The schema of a map in YAML: its keys are written `like-this` there and `likeThis` in the object that comes out. An
 * unknown key is an error.
 */
export function yamlObject<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape).transform((value): WithCamelKeys<typeof value> => {
    const entries = Object.entries(value).map(([key, each]) => [camelCase(key), each]);
    return Object.fromEntries(entries);
  });
}

function camelCase(key: string): string {
  return key.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
