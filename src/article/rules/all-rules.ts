import type { Rule } from "../finding.ts";
import { afterCleanUp } from "./after-clean-up.ts";
import { entityInCode } from "./entity-in-code.ts";
import { exposedSecret } from "./exposed-secret.ts";
import { fence } from "./fence.ts";
import { halfAlternative } from "./half-alternative.ts";
import { leftBehind } from "./left-behind.ts";
import { linkSubject } from "./link-subject.ts";
import { link } from "./link.ts";
import { neverRun } from "./never-run.ts";
import { notAwaited } from "./not-awaited.ts";
import { notedValue } from "./noted-value.ts";
import { permission } from "./permission.ts";
import { placeholderForm } from "./placeholder-form.ts";
import { placeholder } from "./placeholder.ts";
import { prerequisite } from "./prerequisite.ts";
import { oddQuote } from "./odd-quote.ts";
import { sharedName } from "./shared-name.ts";
import { undefinedFile } from "./undefined-file.ts";
import { undefinedName } from "./undefined-name.ts";
import { unparsableCode } from "./unparsable-code.ts";
import { wording } from "./wording.ts";
import { wrongLanguage } from "./wrong-language.ts";

/** The rules that an article's text is held against. None knows an article. */
export const rules: readonly Rule[] = [
  ...[fence, wrongLanguage, entityInCode, unparsableCode, undefinedName, undefinedFile, neverRun, notAwaited],
  ...[placeholder, placeholderForm, notedValue, prerequisite, halfAlternative, wording, oddQuote],
  ...[link, linkSubject, sharedName, exposedSecret, permission, leftBehind, afterCleanUp],
];
