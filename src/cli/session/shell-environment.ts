import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { AzProgram } from "../../azure/az.ts";
import type { Execute } from "../../azure/execute.ts";
import { quoteWord } from "../../tutorial/command.ts";

export interface ShellOptions {
  program: AzProgram;
  /** Where a folder for PATH can be made. */
  folder: string;
  /** The variables that lead to the simulated Azure. */
  connection: Readonly<Record<string, string>>;
  /** What a child would inherit. */
  inherited: Readonly<Record<string, string>>;
  execute: Execute;
}

/** The variables for a shell in which the commands of the article can be typed as they stand: az, npm, node. */
export async function shellEnvironment(options: ShellOptions): Promise<Record<string, string>> {
  const { program, folder, connection, inherited, execute } = options;
  const path = `${folderOfAz(program, folder)}${delimiter}${inherited["PATH"] ?? ""}`;
  return { ...connection, ...(await npmEnvironment(inherited, execute)), PATH: path };
}

/** A folder for PATH in which `az` is the az of this simulation. */
function folderOfAz(program: AzProgram, folder: string): string {
  // A real az is called by its own name: its folder does.
  if (program.leading.length === 0) return dirname(program.file);
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true, mode: 0o700 });
  const words = [program.file, ...program.leading].map(quoteWord).join(" ");
  writeFileSync(join(bin, "az"), `#!/bin/sh\nexec ${words} "$@"\n`);
  chmodSync(join(bin, "az"), 0o700);
  return bin;
}

/**
 * npm must reach its registry past the simulator, which refuses it: through the reader's own proxy where there is one,
 * else directly.
 */
async function npmEnvironment(
  inherited: Readonly<Record<string, string>>,
  execute: Execute,
): Promise<Record<string, string>> {
  const proxy = inherited["HTTPS_PROXY"] ?? inherited["https_proxy"];
  if (proxy !== undefined && proxy !== "") return { npm_config_https_proxy: proxy, npm_config_proxy: proxy };
  const result = await execute("npm", ["config", "get", "registry"]);
  const registry = URL.canParse(result.stdout.trim()) ? new URL(result.stdout.trim()).hostname : "registry.npmjs.org";
  return { npm_config_noproxy: registry };
}
