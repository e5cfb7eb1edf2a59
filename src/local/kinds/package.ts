import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { exactly, exactlyEach, type Kind, type Resource, wordsFor } from "../../tutorial/resource.ts";
import type { LocalContext } from "./file.ts";

const declaration = z.strictObject({
  /** Exactly this one; left out, any. */
  version: z.string().optional(),
  dependency: z.enum(["dependencies", "devDependencies", "optionalDependencies"]).optional(),
});

/**
 * An npm package that the project asks for, as it lies in its own `node_modules`: one in a folder above would be found by
 * Node too, and hide that an installation failed. Declared as on npm's command line, with a version or without.
 */
export const npmPackage: Kind<LocalContext, z.infer<typeof declaration>> = {
  ...{ name: "package", declaration, softDeletes: false, reservesName: false, isAttachment: false },

  async survey({ project }, { addresses }) {
    const asked = dependenciesOf(project);
    const names = new Set([...asked.keys(), ...(addresses.get("package") ?? []).map(nameOf)]);
    return { resources: [...names].flatMap((name) => readPackage(project, name, asked.get(name))), unread: [] };
  },

  addressOf: nameOf,
  expected: ({ version, ...given }, named) => ({
    ...exactlyEach(given),
    ...exactlyEach({ version: version ?? exactVersionOf(named) }),
  }),
  usual: { dependency: exactly("dependencies") },
  describe: ({ address, properties }) => `package ${address} ${wordsFor(properties["version"])}`,
  removal: ({ address }) => [["npm", "uninstall", address]],
};

/** `@azure/identity@4.14.1` → `@azure/identity`. */
function nameOf(named: string): string {
  return named.replace(/(?<=.)@.*$/, "");
}

/** The version that stands behind a name; undefined for a range or a tag, which npm resolves. */
function exactVersionOf(named: string): string | undefined {
  return /(?<=.)@(\d+\.\d+\.\d+(?:[-+][\w.+-]+)?)$/.exec(named)?.[1];
}

/** Which packages the project asks for, and in which list of its package.json. */
function dependenciesOf(project: string): Map<string, string> {
  const manifest = readJson(join(project, "package.json"));
  const lists = ["dependencies", "devDependencies", "optionalDependencies"];
  return new Map(lists.flatMap((list) => Object.keys(Object(manifest?.[list])).map((name) => [name, list] as const)));
}

function readPackage(project: string, name: string, dependency: string | undefined): Resource[] {
  const manifest = readJson(join(project, "node_modules", name, "package.json"));
  if (manifest === undefined) return [];
  return [
    {
      ...{ kind: "package", address: name, identity: `${project}: ${name}`, state: "live" },
      goesWith: project,
      properties: { version: String(manifest["version"]), dependency: dependency ?? null },
    },
  ];
}

function readJson(path: string): Record<string, unknown> | undefined {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}
