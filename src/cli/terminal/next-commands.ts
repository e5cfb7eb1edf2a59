import { quoteWord } from "../../tutorial/command.ts";

/** Where runs and their tutorial are, as the reader's flags name them. */
export interface Place {
  folder: string;
  tutorial: string;
}

/** The commands that a reader may want next, to be typed as they stand in the folder in which Surestep was started. */
export function nextCommands(id: string, { folder, tutorial }: Place): Record<"goOn" | "cleanUp" | "shell", string> {
  const place = [
    ...(folder === ".surestep" ? [] : ["--folder", folder]),
    ...(tutorial === "tutorial.yaml" ? [] : ["--tutorial", tutorial]),
  ].map(quoteWord);
  const of = (command: string): string => ["npm run surestep --", command, "--run", id, ...place].join(" ");
  return {
    goOn: ["npm run tutorial", ...(place.length === 0 ? [] : ["--", ...place])].join(" "),
    cleanUp: of("clean-up"),
    shell: of("shell"),
  };
}
