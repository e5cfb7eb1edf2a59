import type { Article } from "../article.ts";
import type { Evidence } from "../evidence.ts";
import type { EvidenceRule, Finding } from "../finding.ts";
import { checkCannotFail } from "./check-cannot-fail.ts";
import { commandFails } from "./command-fails.ts";
import { deprecated } from "./deprecated.ts";
import { holdsLater } from "./holds-later.ts";
import { leastPrivilege } from "./least-privilege.ts";
import { remains } from "./remains.ts";
import { secondTime } from "./second-time.ts";

/** The rules that what happened is held against. None knows an article. */
export const evidenceRules: readonly EvidenceRule[] = [
  commandFails,
  deprecated,
  checkCannotFail,
  holdsLater,
  remains,
  leastPrivilege,
  secondTime,
];

/** Looks for all that is wrong with an article, by what happened when it was followed. Findings come by line. */
export function findInEvidence(article: Article, evidence: Evidence): Finding[] {
  return evidenceRules
    .flatMap(({ id, find }) => find(article, evidence).map((found): Finding => Object.assign({ rule: id }, found)))
    .toSorted((one, other) => one.line - other.line);
}
