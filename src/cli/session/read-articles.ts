import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { text } from "node:stream/consumers";
import type { Article } from "../../article/article.ts";
import { readArticle } from "../../article/read-article.ts";
import type { Checkout } from "../../article/read/checkout.ts";
import { exitCodes, messageOf, SurestepError } from "../../errors.ts";
import type { Io } from "../io.ts";

/** The repository that articles stand in, and its folder. */
export interface OpenCheckout {
  folder: string;
  checkout: Checkout;
}

/**
 * Reads an article that the reader names.
 * @param name its path, or `-` for standard input
 * @param within where its includes and links are looked up; then it is named from there
 * @throws SurestepError (exit code 2) when it cannot be read
 */
export async function readNamedArticle(io: Io, name: string, within?: OpenCheckout): Promise<Article> {
  const { cwd, stdin } = io;
  const markdown = name === "-" ? await text(stdin) : readText(resolve(cwd, name), name);
  const path = within === undefined || name === "-" ? name : relative(within.folder, resolve(cwd, name));
  return readArticle(markdown, { path, checkout: within?.checkout });
}

/**
 * Opens the checkout that the reader names.
 * @throws SurestepError (exit code 2) when there is no such folder
 */
export async function openNamedCheckout({ cwd }: Io, name: string): Promise<OpenCheckout> {
  const { openCheckout } = await import("../../article/read/checkout.ts");
  const folder = resolve(cwd, name);
  try {
    return { folder, checkout: openCheckout(folder) };
  } catch (error) {
    throw cannotRead(`The checkout ${name}`, error);
  }
}

function readText(file: string, name: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw cannotRead(`The article ${name}`, error);
  }
}

function cannotRead(what: string, error: unknown): SurestepError {
  return new SurestepError(`${what} cannot be read.`, {
    hint: "Name a path from the folder in which you are; - is standard input.",
    exitCode: exitCodes.badInput,
    original: messageOf(error),
    cause: error,
  });
}
