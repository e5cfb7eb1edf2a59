import { ServiceError } from "../operation.ts";
import type { Call, Route } from "../operation.ts";
import { refuseVersion } from "./api-versions.ts";
import { wishOf } from "./action.ts";
import { locations } from "./get-subscription.ts";
import { isAllowed } from "./role-access.ts";

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * A row of the route table that is answered only for a request with an API version, in the one subscription of
 * this Azure, from somebody who may do what it asks: the subscription's owner, or whoever has a role for it.
 */
export function guarded([method, path, operation]: Route): Route {
  return [
    method,
    path,
    (call) => {
      const at = decodeURIComponent(call.url.pathname).replaceAll(/\/{2,}/g, "/");
      refuseVersion(call.query.get("api-version"), at, Object.keys(locations));
      const subscription = /^\/subscriptions\/([^/]+)/i.exec(at)?.[1];
      if (subscription !== undefined) {
        refuseOtherSubscription(call, subscription);
        refuseStrangers(call, method, at);
      }
      return operation(call);
    },
  ];
}

function refuseOtherSubscription({ azure }: Call, wanted: string): void {
  if (wanted.toLowerCase() === azure.state.subscription.id) return;
  if (!guid.test(wanted)) {
    const message = `The provided subscription identifier '${wanted}' is malformed or invalid.`;
    throw new ServiceError(400, "InvalidSubscriptionId", message);
  }
  throw new ServiceError(404, "SubscriptionNotFound", `The subscription '${wanted}' could not be found.`);
}

function refuseStrangers({ azure, caller }: Call, method: string, path: string): void {
  // Whoever has the link to a result may follow it: its ID cannot be guessed.
  if (caller.objectId === azure.state.user.id || /^\/subscriptions\/[^/]+\/operationresults\//i.test(path)) return;
  const { action, scope } = wishOf(method, path);
  if (isAllowed(azure.state, azure.now(), { principalId: caller.objectId, scope, action })) return;
  const message = `The client '${caller.appId}' with object id '${caller.objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`;
  throw new ServiceError(403, "AuthorizationFailed", message);
}
