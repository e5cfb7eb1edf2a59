import { resolve } from "node:path";
import { azureWords } from "../../azure/platform.ts";
import { localWords } from "../../local/platform.ts";
import { loadTutorial, type Platforms } from "../../tutorial/load.ts";
import type { Tutorial } from "../../tutorial/tutorial.ts";
import type { Io } from "../io.ts";

/** The platforms that tutorials can be written for. */
export const platforms: Platforms = { azure: azureWords, local: localWords };

/**
 * Reads the tutorial that a flag names.
 * @param file path of its YAML file, as the reader said it
 */
export function readTutorial({ cwd }: Pick<Io, "cwd">, file: string): Promise<Tutorial> {
  return loadTutorial(resolve(cwd, file), platforms);
}

/**
 * Reads the words of a tutorial, and loads none of its code: for whoever only looks at it.
 * @param file path of its YAML file, as the reader said it
 */
export function readTutorialWords({ cwd }: Pick<Io, "cwd">, file: string): Promise<Tutorial> {
  return loadTutorial(resolve(cwd, file), platforms, async () => ({ verify: notLoaded }));
}

/** Stands for a step's own verification, of which only that it is there is known. */
function notLoaded(): Promise<never> {
  return Promise.reject(new Error("the code of the tutorial's steps was not loaded"));
}
