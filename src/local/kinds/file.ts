import { createHash } from "node:crypto";
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { dirname, isAbsolute, join, normalize, relative, resolve } from "node:path";
import { z } from "zod";
import { exitCodes, SurestepError } from "../../errors.ts";
import { textLike } from "../../tutorial/declaration.ts";
import { exactlyEach, type Kind, type Resource, wordsFor } from "../../tutorial/resource.ts";

/** Where a tutorial without a cloud makes things. */
export interface LocalContext {
  /** The project folder of the run, absolute: nothing in it is anybody else's. */
  project: string;
}

const declaration = z.strictObject({
  type: z.enum(["file", "folder", "link"]).optional(),
  /** Octal, such as 0600. */
  mode: textLike(/^0[0-7]{3}$/, "it is four octal digits, such as 0600").optional(),
  /** In bytes. */
  size: z.number().int().min(0).optional(),
  sha256: textLike(/^[0-9a-f]{64}$/, "it is 64 hexadecimal digits in lower case").optional(),
});

/**
 * A file, a folder or a link in the run's project folder, or elsewhere where the tutorial declares it by its whole path.
 * What npm installed is a kind of its own. Identity: its path, because the folder is the run's alone.
 */
export const file: Kind<LocalContext, z.infer<typeof declaration>> = {
  ...{ name: "file", declaration, softDeletes: false, reservesName: false, isAttachment: false },

  async survey({ project }, { addresses, owned }) {
    const own = owned.filter(({ kind }) => kind === "file").map(({ identity }) => identity);
    const declared = (addresses.get("file") ?? []).map((address) => resolve(project, address));
    const paths = new Set([...declared, ...own, ...inFolder(project)].filter((path) => isThere(path)));
    return { resources: [...paths].map((path) => readFile(project, path)), unread: [] };
  },

  addressOf(named) {
    if (isAbsolute(named) || !normalize(named).startsWith("..")) return named;
    throw new SurestepError(`The file '${named}' is not in the project folder.`, {
      hint: "Declare a file of the project by its path from there, and one elsewhere by its whole path.",
      exitCode: exitCodes.badInput,
    });
  },
  expected: (declared) => exactlyEach(declared),
  usual: {},
  describe: ({ address, properties }) => {
    const { type, size, mode } = properties;
    return type === "file"
      ? `file ${address} (${wordsFor(size)} bytes, ${wordsFor(mode)})`
      : `${wordsFor(type)} ${address}`;
  },
  removal: ({ identity }) => [["rm", "-rf", identity]],
};

/** All that is in a folder, at every depth, but for packages: they are a kind of their own. */
function inFolder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const found: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const isOfPackages = entry.isDirectory() && entry.name === "node_modules";
    if (isOfPackages && readdirSync(path).length === 0) continue;
    found.push(path);
    if (entry.isDirectory() && !isOfPackages) found.push(...inFolder(path));
  }
  return found;
}

/** Whether there is something at a path, be it a link to nothing. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function readFile(project: string, path: string): Resource {
  const { mode, size, birthtime } = lstatSync(path);
  const type = typeOf(path);
  const inside = relative(project, path);
  const isInside = inside !== "" && !inside.startsWith("..");
  return {
    ...{ kind: "file", address: isInside ? inside : path, identity: path, state: "live" },
    properties: {
      type,
      mode: `0${(mode & 0o777).toString(8)}`,
      ...(type === "file" ? { size, sha256: hashOf(readFileSync(path)) } : {}),
      ...(type === "link" ? { to: readlinkSync(path) } : {}),
    },
    ...(isInside ? { goesWith: dirname(path) } : {}),
    createdAt: birthtime.toISOString(),
  };
}

/** "special" is a device, a pipe or a socket, which has no end that could be read to. */
function typeOf(path: string): "file" | "folder" | "link" | "special" {
  const found = lstatSync(path);
  if (found.isFile()) return "file";
  return found.isSymbolicLink() ? "link" : found.isDirectory() ? "folder" : "special";
}

function hashOf(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
