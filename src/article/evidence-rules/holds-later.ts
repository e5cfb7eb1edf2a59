import type { InventoryEvidence, ResourceEvidence } from "../evidence.ts";
import type { EvidenceRule } from "../finding.ts";

/**
 * Promises that hold only later: what a line begins is not yet so when the next one is carried out. Seen by a second look
 * after the same line that finds something else, or by a service that says that it is still at it.
 */
export const holdsLater: EvidenceRule = {
  id: "holds-later",
  title: "What a step promises holds only some time later",
  find({ path }, { commands, inventories }) {
    const changing = inventories.flatMap((first, index) => {
      const second = inventories.slice(index + 1).find(({ afterLine }) => afterLine === first.afterLine);
      return second === undefined ? [] : first.resources.flatMap((each) => whatChanged(each, first, second));
    });
    const waiting = commands
      .filter(
        ({ moment, output }) => moment === "in-order" && /\b(?:ObjectIsBeing\w+|is currently being \w+)/i.test(output),
      )
      .map(({ line, output }) => ({
        line,
        evidence: `The service is still at what was begun before: ${/[^\n]*(?:ObjectIsBeing|currently being)[^\n]*/i.exec(output)?.[0].trim()}`,
      }));
    return [...changing, ...waiting].map(({ line, evidence }) => ({
      severity: "warning",
      file: path,
      line,
      evidence,
      remedy: "Wait until it is done before going on: pollUntilDone, az … wait, or a check that is repeated.",
    }));
  },
};

function whatChanged(
  { kind, address, identity, state }: ResourceEvidence,
  first: InventoryEvidence,
  second: InventoryEvidence,
): { line: number; evidence: string }[] {
  const later = second.resources.find((each) => each.identity === identity)?.state ?? "gone";
  if (later === state || first.afterLine === 0) return [];
  const seconds = Math.round((second.at - first.at) / 1000);
  const evidence = `After the line the ${kind} ${address} was still ${state}, and ${later} only at a look ${seconds} s later.`;
  return [{ line: first.afterLine, evidence }];
}
