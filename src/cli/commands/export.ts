import { exportBash } from "../../article/export/export-bash.ts";
import { exportMarkdown } from "../../article/export/export-markdown.ts";
import { exitCodes, SurestepError } from "../../errors.ts";
import type { Io } from "../io.ts";
import { platforms, readTutorial } from "../session/platforms.ts";
import { writeNamedFile } from "../session/write-file.ts";

/** The flags of `surestep export`. */
export interface ExportOptions {
  tutorial: string;
  /** A file instead of standard output. */
  out?: string;
}

/**
 * Writes the tutorial as a script for bash, or as an article, to standard output or a file. What could not be put into a
 * script is named on standard error.
 * @param format `bash` or `markdown`
 * @returns the exit code
 */
export async function exportTutorial(format: string, { tutorial: file, out }: ExportOptions, io: Io): Promise<number> {
  const tutorial = await readTutorial(io, file);
  const { kinds } = platforms[tutorial.platform];
  if (format === "markdown") write(io, out, exportMarkdown(tutorial, kinds));
  else if (format === "bash") {
    const { text, leftOut } = exportBash(tutorial, kinds);
    for (const { step, command, needs } of leftOut) {
      io.stderr.write(`Left out of ${step}, because nothing gives '${needs}': ${command}\n`);
    }
    write(io, out, text, 0o755);
  } else {
    throw new SurestepError(`There is no export to '${format}'.`, {
      hint: "There is bash, for a script, and markdown, for an article.",
      exitCode: exitCodes.badInput,
    });
  }
  return exitCodes.ok;
}

function write(io: Io, out: string | undefined, text: string, mode?: number): void {
  if (out === undefined) io.stdout.write(text);
  else writeNamedFile(io, out, text, mode);
}
