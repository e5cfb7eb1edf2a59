import type { Kind } from "../tutorial/resource.ts";
import { file, type LocalContext } from "./kinds/file.ts";
import { npmPackage } from "./kinds/package.ts";

/** The kinds of a tutorial without a cloud, in the order in which they are removed. */
export const localKinds: readonly Kind<LocalContext>[] = [npmPackage, file];
