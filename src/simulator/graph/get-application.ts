import type { Answer, Call } from "../operation.ts";
import { entityAnswer } from "./answer.ts";
import { findApplication, writeApplication } from "./application.ts";

export function getApplication(call: Call): Answer {
  const { azure, params } = call;
  const application = findApplication(azure, params["id"] ?? "");
  return entityAnswer(call, "applications", writeApplication(azure, application));
}
