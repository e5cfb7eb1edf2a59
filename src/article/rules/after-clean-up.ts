import type { Rule } from "../finding.ts";

const deletion = /^(?:az group delete|azd down|terraform destroy|Remove-AzResourceGroup)\b/;
const isCleanUp = /clean(?:ing)?[ -]?up|tear(?:ing)?[ -]?down/i;

/** Code and commands that stand after the clean-up, when what they need is gone. */
export const afterCleanUp: Rule = {
  id: "after-clean-up",
  title: "Something to do stands after the clean-up",
  find({ fences }) {
    const deleting = fences.findLastIndex(
      ({ commands, section }) => isCleanUp.test(section.heading) && commands.some(({ text }) => deletion.test(text)),
    );
    const cleanUp = fences[deleting];
    if (cleanUp === undefined) return [];
    return fences
      .slice(deleting + 1)
      .filter(({ section, role, text }) => section !== cleanUp.section && role !== "output" && text.trim() !== "")
      .map(({ file, firstLine: line, section, role }) => ({
        severity: "warning",
        file,
        line,
        evidence:
          `'${section.heading}' has ${role === "code" ? "code" : "commands"} for the reader, after line ` +
          `${cleanUp.commands[0]?.firstLine ?? cleanUp.firstLine} has deleted what it needs.`,
        remedy: "Put the clean-up last, or say that the code is shown once more and not to be run.",
      }));
  },
};
