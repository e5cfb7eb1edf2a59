import type { EvidenceRule } from "../finding.ts";
import { lineThatSays } from "./what-was-said.ts";

/** Commands that fail when they are run where the article has them. */
export const commandFails: EvidenceRule = {
  id: "command-fails",
  title: "A command fails",
  find({ path }, { commands }) {
    return commands
      .filter(({ moment, exitCode }) => moment === "in-order" && exitCode !== 0)
      .map(({ text, line, exitCode, output }) => ({
        severity: "error",
        file: path,
        line,
        evidence: `'${text}' ended with ${exitCode}: ${lineThatSays(output)}`,
        remedy: "Correct the command, or what stands before it, and follow the article once more.",
      }));
  },
};
