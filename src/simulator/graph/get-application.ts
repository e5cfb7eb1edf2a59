import type { Answer, Call } from "../operation.ts";
import { entityAnswer } from "./answer.ts";
import { applicationOf, writeApplication } from "./application.ts";

export function getApplication(call: Call): Answer {
  return entityAnswer(call, "applications", writeApplication(call.azure, applicationOf(call)));
}
