import { findBy } from "../lookup.ts";
import { ServiceError } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { accepted } from "./async-operation.ts";

/**
 * Whether an asynchronous operation is over: 202 until then, 200 after. A purge's result has a body, a group's deletion
 * has none (recorded in az's test_keyvault_softdelete.yaml and test_resource_group.yaml).
 */
export const getOperationResult: Operation = (call) => {
  const { azure, params, url } = call;
  const operation = findBy(azure.state.operations, "id", params["id"] ?? "");
  if (operation === undefined) throw new ServiceError(404, "NotFound", "The operation is unknown.");
  const hasBody = params["location"] !== undefined;
  const created = { createdDateTime: universal(operation.createdAt) };
  if (operation.doneAt > azure.now()) {
    return accepted(call, url.pathname, operation, hasBody ? { ...created, status: "NotStarted" } : undefined);
  }
  const body = { ...created, lastActionDateTime: universal(operation.doneAt), status: "Succeeded" };
  return { status: 200, ...(hasBody && { body }) };
};

/** `2023-11-06 12:47:03Z` */
function universal(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ")}Z`;
}
