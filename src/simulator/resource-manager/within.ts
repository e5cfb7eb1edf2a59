import { ServiceError } from "../operation.ts";
import type { Call, Operation } from "../operation.ts";
import { isAllowed } from "./role-access.ts";

/** An operation of any API version, as long as the caller names one. */
export function withVersion(operation: Operation): Operation {
  return (call) => {
    if (call.query.get("api-version") !== null) return operation(call);
    const message = "The api-version query parameter (?api-version=) is required for all requests.";
    throw new ServiceError(400, "MissingApiVersionParameter", message);
  };
}

/** An operation within the one subscription of this Azure, by somebody with a role in it. */
export function inSubscription(operation: Operation): Operation {
  return withVersion((call) => {
    const { azure, params } = call;
    const wanted = params["subscription"] ?? "";
    if (wanted.toLowerCase() !== azure.state.subscription.id) {
      throw new ServiceError(404, "SubscriptionNotFound", `The subscription '${wanted}' could not be found.`);
    }
    refuseStrangers(call);
    return operation(call);
  });
}

/** The person owns the subscription; an application needs a role, which the quickstart's never has. */
function refuseStrangers({ azure, caller, url }: Call): void {
  if (caller.objectId === azure.state.user.id) return;
  const scope = url.pathname;
  const action = "Microsoft.Resources/subscriptions/read";
  if (isAllowed(azure.state, azure.now(), { principalId: caller.objectId, scope, action })) return;
  const message = `The client '${caller.appId}' with object id '${caller.objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`;
  throw new ServiceError(403, "AuthorizationFailed", message);
}
