import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";

/** The repository that an article stands in. Nothing outside of it is read, not even through a symbolic link. */
export interface Checkout {
  /** The path, from the checkout's folder, of what a file of the checkout names; undefined when that is outside. */
  resolve(from: string, target: string): string | undefined;
  /** Whether there is such a file or folder inside. */
  has(path: string): boolean;
  /** The text of a file inside; undefined when there is none. */
  read(path: string): string | undefined;
}

/**
 * Opens a checkout.
 * @param folder its top folder, to which `~/` and `/` at the start of a path lead, as Microsoft Learn has it
 */
export function openCheckout(folder: string): Checkout {
  const top = realpathSync(folder);
  const inside = (path: string): string | undefined => {
    const whole = resolve(top, path);
    if (!existsSync(whole)) return undefined;
    const real = realpathSync(whole);
    return isBelow(top, real) ? real : undefined;
  };
  return {
    resolve(from, target) {
      const rooted = /^(~\/|\/)(.*)$/.exec(target)?.[2];
      const start = isAbsolute(from) ? relative(top, realpathSync(from)) : from;
      const path = rooted === undefined ? join(dirname(start), target) : join(".", rooted);
      return isBelow(top, resolve(top, path)) ? path : undefined;
    },
    has: (path) => inside(path) !== undefined,
    read(path) {
      const real = inside(path);
      return real === undefined || !statSync(real).isFile() ? undefined : readFileSync(real, "utf8");
    },
  };
}

function isBelow(top: string, path: string): boolean {
  const way = relative(top, path);
  return way === "" || (!way.startsWith("..") && !isAbsolute(way));
}
