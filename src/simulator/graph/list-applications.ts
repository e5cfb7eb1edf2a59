import type { Answer, Call } from "../operation.ts";
import { listAnswer } from "./answer.ts";
import { writeApplication } from "./application.ts";

export function listApplications(call: Call): Answer {
  const { azure } = call;
  const applications = azure.state.applications.map((each) => writeApplication(azure, each));
  return listAnswer(call, "applications", applications);
}
