import type { EvidenceRule } from "../finding.ts";
import { lineThatSays } from "./what-was-said.ts";

/** Commands that went well, and fail when the same reader follows the article once more. */
export const secondTime: EvidenceRule = {
  id: "second-time",
  title: "The article cannot be followed twice",
  find({ path }, { commands }) {
    return commands
      .filter(({ moment, exitCode }) => moment === "second-time" && exitCode !== 0)
      .filter(({ line }) =>
        commands.some((each) => each.line === line && each.moment === "in-order" && each.exitCode === 0),
      )
      .map(({ text, line, exitCode, output }) => ({
        severity: "warning",
        file: path,
        line,
        evidence: `'${text}' went well the first time, and ended with ${exitCode} the second time: ${lineThatSays(output)}`,
        remedy: "Clean up what the first time has left, or make up names anew each time.",
      }));
  },
};
